package dev.belay.flow.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.flow.plan.Listening.Foreach;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a task does. Blocks are lists of task ids in the order of their declaration.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.CallHttp.class, name = "http"),
    @JsonSubTypes.Type(value = Step.CallActivity.class, name = "activity"),
    @JsonSubTypes.Type(value = Step.Do.class, name = "do"),
    @JsonSubTypes.Type(value = Step.Emit.class, name = "emit"),
    @JsonSubTypes.Type(value = Step.For.class, name = "for"),
    @JsonSubTypes.Type(value = Step.Fork.class, name = "fork"),
    @JsonSubTypes.Type(value = Step.Listen.class, name = "listen"),
    @JsonSubTypes.Type(value = Step.Raise.class, name = "raise"),
    @JsonSubTypes.Type(value = Step.RunWorkflow.class, name = "run"),
    @JsonSubTypes.Type(value = Step.Set.class, name = "set"),
    @JsonSubTypes.Type(value = Step.Switch.class, name = "switch"),
    @JsonSubTypes.Type(value = Step.Try.class, name = "try"),
    @JsonSubTypes.Type(value = Step.Wait.class, name = "wait")
})
public sealed interface Step {
    /// `call: http`, and `call: openapi` once its operation is known.
    ///
    /// @param method upper-case
    /// @param endpoint a URI, an expression that gives one, or a URI template whose `{name}`s are
    ///   top-level members of the task's input
    /// @param headers an object; null sends none
    /// @param query an object; null sends none
    /// @param redirect whether a 3xx answer is an answer instead of being followed
    /// @param authentication an object that holds a `scheme` (`basic`, `bearer`, `digest`,
    ///   `oauth2`, `oidc`) and what it needs, or `use` with a secret's name
    record CallHttp(
            String method,
            Template endpoint,
            @Nullable Template headers,
            @Nullable Template query,
            @Nullable Template body,
            HttpOutput output,
            boolean redirect,
            @Nullable Template authentication,
            ActivityOptions options)
            implements Step {}

    /// What of an HTTP answer becomes a call's output.
    enum HttpOutput {
        /// The body, as JSON where it is.
        CONTENT,
        /// `request`, `statusCode`, `headers` and `content`.
        RESPONSE,
        /// The body in base 64.
        RAW
    }

    /// Any other call: a function from a catalog or of the flow's own, a connector's action, and
    /// `run` of a script, a shell command or a container where those are allowed.
    ///
    /// @param activity for example `slack.chat.postMessage`
    /// @param queue the task queue of the function that performs it
    record CallActivity(String activity, String queue, Template arguments, ActivityOptions options)
            implements Step {}

    record Do(List<Integer> block) implements Step {
        public Do {
            block = List.copyOf(block);
        }
    }

    /// @param event an object with the event's attributes (`source`, `type`, `data`, …)
    record Emit(Template event) implements Step {}

    /// @param each the item's variable
    /// @param at the index's variable
    /// @param loop null is the specification's loop: one after the other, each iteration's output
    ///   being the next one's input
    record For(
            String each,
            String at,
            Jq in,
            @Nullable Jq whileTrue,
            List<Integer> block,
            @Nullable Loop loop)
            implements Step {
        public For {
            block = List.copyOf(block);
        }
    }

    /// Iterations that do not depend on each other: all get the loop's input.
    ///
    /// @param concurrency how many may be in flight, 1 or more
    /// @param batchSize items of one page: a loop over more runs each page as a run of its own; 0
    ///   leaves it to the engine
    /// @param key names an item in reports of its failure; evaluated on the item
    record Loop(int concurrency, int batchSize, OnItemError onItemError, @Nullable Jq key) {
        public Loop {
            if (concurrency < 1 || batchSize < 0) {
                throw new IllegalArgumentException(
                        "concurrency is %d, expected 1 or more; batchSize is %d, expected 0 or more"
                                .formatted(concurrency, batchSize));
            }
        }
    }

    enum OnItemError {
        /// The first failure cancels what is in flight and is the loop's.
        STOP,
        /// The loop completes and counts and lists the failures.
        CONTINUE,
        /// All items are done; then failures, if any, are raised as one error that lists them.
        COLLECT
    }

    /// @param branches one task each
    record Fork(List<Integer> branches, boolean compete) implements Step {
        public Fork {
            branches = List.copyOf(branches);
        }
    }

    record Listen(Strategy to, Read read, @Nullable Foreach foreach) implements Step {}

    /// @param error an object with `type`, `status` and, optionally, `title`, `detail`, `instance`
    record Raise(Template error) implements Step {}

    /// A flow or a code workflow as a child run.
    ///
    /// @param workflow the engine's name, for example `samples.greet`
    /// @param version the engine's number of the version; 0 is the newest when it starts
    /// @param input null gives the task's own input
    /// @param awaitIt where false, the output is the task's input
    /// @param workflowId null gives it one of the parent's and its command's
    record RunWorkflow(
            String workflow,
            int version,
            @Nullable Template input,
            boolean awaitIt,
            @Nullable Template workflowId)
            implements Step {}

    record Set(Template value) implements Step {}

    /// @param cases in order; the first that matches decides
    record Switch(List<Case> cases) implements Step {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    /// @param when null is the default: it matches where no other case does
    record Case(String name, @Nullable Jq when, Then then) {}

    record Try(List<Integer> block, Catch handler) implements Step {
        public Try {
            block = List.copyOf(block);
        }
    }

    /// @param errors an object; each member (`type`, `status`, `instance`, `title`, `detail`) must
    ///   equal the error's; null lets all pass
    /// @param as the error's variable
    /// @param block what to do, null where there is nothing
    record Catch(
            @Nullable JsonNode errors,
            String as,
            @Nullable Jq when,
            @Nullable Jq exceptWhen,
            @Nullable Retry retry,
            @Nullable List<Integer> block) {}

    record Wait(Span duration) implements Step {}
}
