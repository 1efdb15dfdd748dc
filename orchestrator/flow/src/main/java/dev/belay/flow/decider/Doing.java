package dev.belay.flow.decider;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an active task waits for, beyond the frames and commands that name it.
///
/// Lists and maps in here are the frame's own and change with it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Doing.Emitting.class, name = "emitting"),
    @JsonSubTypes.Type(value = Doing.Calling.class, name = "calling"),
    @JsonSubTypes.Type(value = Doing.Forking.class, name = "forking"),
    @JsonSubTypes.Type(value = Doing.Looping.class, name = "looping"),
    @JsonSubTypes.Type(value = Doing.Mapping.class, name = "mapping"),
    @JsonSubTypes.Type(value = Doing.Paging.class, name = "paging"),
    @JsonSubTypes.Type(value = Doing.Hearing.class, name = "hearing"),
    @JsonSubTypes.Type(value = Doing.Trying.class, name = "trying")
})
sealed interface Doing {
    /// @param event the output
    record Emitting(JsonNode event) implements Doing {}

    /// @param request what is shown of an HTTP request with its answer; null for other calls
    record Calling(@Nullable JsonNode request) implements Doing {}

    /// @param outputs by branch, of those that have completed
    /// @param failed how many have failed while others compete on
    record Forking(Map<Integer, JsonNode> outputs, int failed) implements Doing {
        Forking failedOnce() {
            return new Forking(outputs, failed + 1);
        }
    }

    /// One iteration after the other, the output of one being the input of the next.
    ///
    /// @param offset the index of the first of `items` in the whole loop
    record Looping(List<JsonNode> items, int offset, int at) implements Doing {
        Looping next() {
            return new Looping(items, offset, at + 1);
        }
    }

    /// Iterations that do not depend on each other.
    ///
    /// @param results by iteration; null in JSON where it failed or has not ended
    /// @param next the first that has not begun
    /// @param open how many are under way
    record Mapping(
            List<JsonNode> items,
            int offset,
            int concurrency,
            List<JsonNode> results,
            List<ItemFailure> failures,
            int next,
            int open)
            implements Doing {
        Mapping begunOne() {
            return new Mapping(items, offset, concurrency, results, failures, next + 1, open + 1);
        }

        Mapping overAt(int end) {
            return new Mapping(items, offset, concurrency, results, failures, end, open);
        }

        Mapping endedOne() {
            return new Mapping(items, offset, concurrency, results, failures, next, open - 1);
        }
    }

    record ItemFailure(int index, @Nullable JsonNode key, JsonNode error) {}

    /// A loop whose pages are runs of their own.
    ///
    /// @param input what the iterations begin with
    /// @param concurrency of one page
    /// @param pagesAtOnce how many pages may be under way
    /// @param failures the first ones, in the order in which pages ended
    record Paging(
            List<Page> pages,
            StoredValue input,
            int concurrency,
            int pagesAtOnce,
            List<ItemFailure> failures,
            int next,
            int open)
            implements Doing {
        Paging begunOne() {
            return new Paging(pages, input, concurrency, pagesAtOnce, failures, next + 1, open + 1);
        }

        Paging endedOne(StoredValue newInput) {
            return new Paging(pages, newInput, concurrency, pagesAtOnce, failures, next, open - 1);
        }
    }

    /// @param run null until it has begun
    /// @param results null until it has ended, and for loops without results
    record Page(
            int from,
            int count,
            StoredValue items,
            @Nullable String run,
            int succeeded,
            int failed,
            @Nullable StoredValue results) {}

    /// A value in the payload store.
    record StoredValue(String sha256, int size) {}

    /// @param heard what was read of the events so far; with `foreach`, what has been made of them
    /// @param waiting events that `foreach` has not begun with
    /// @param at how many events `foreach` has begun with
    /// @param current the event that `foreach` is at; null between two
    /// @param satisfied whether no further event is wanted
    record Hearing(
            List<JsonNode> heard,
            Matched to,
            @Nullable Matched until,
            List<JsonNode> waiting,
            int at,
            @Nullable JsonNode current,
            boolean satisfied)
            implements Doing {
        Hearing satisfiedNow() {
            return new Hearing(heard, to, until, waiting, at, current, true);
        }

        Hearing begun(JsonNode event) {
            return new Hearing(heard, to, until, waiting, at + 1, event, satisfied);
        }

        Hearing ended() {
            return new Hearing(heard, to, until, waiting, at, null, satisfied);
        }
    }

    /// What of a strategy has been heard.
    ///
    /// @param filters the places of the filters that have matched
    /// @param correlations what events must agree on, by name
    record Matched(List<Integer> filters, Map<String, JsonNode> correlations) {}

    /// @param attempt of the body, from 1
    /// @param limit the timer of the attempt, or of the pause before the next; 0 for none
    /// @param error what was caught; null in the body
    record Trying(Phase phase, int attempt, Instant since, int limit, @Nullable JsonNode error)
            implements Doing {
        enum Phase {
            BODY,
            PAUSE,
            HANDLER
        }

        Trying in(Phase newPhase, int newAttempt, int newLimit, @Nullable JsonNode newError) {
            return new Trying(newPhase, newAttempt, since, newLimit, newError);
        }
    }
}
