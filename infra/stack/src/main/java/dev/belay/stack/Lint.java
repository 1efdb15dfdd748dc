package dev.belay.stack;

import dev.belay.stack.Stack.Alarm;
import dev.belay.stack.Stack.Function;
import dev.belay.stack.Stack.Grant;
import dev.belay.stack.Stack.Queue;
import dev.belay.stack.Stack.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Checks a stack against every [Rule].
public final class Lint {
    static final int VISIBILITY_PER_TIMEOUT = 6;
    private static final int FUNCTION_TIMEOUT_MAX = 900;

    /// A run is taken up while a decision's time and what it takes to write are left of it.
    private static final int ORCHESTRATOR_TIMEOUT_MIN = 30;

    private static final String SYSTEM = "system";

    /// Lambda asks for these in a VPC; they are granted on everything or not at all.
    private static final Set<String> NOT_DIVISIBLE =
            Set.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses");

    private final Stack stack;
    private final List<Finding> findings = new ArrayList<>();

    private Lint(Stack stack) {
        this.stack = stack;
    }

    /// @return in the order of the rules; empty where all are kept
    public static List<Finding> check(Stack stack) {
        var lint = new Lint(stack);
        stack.queues().values().forEach(lint::checkQueue);
        stack.functions().values().forEach(lint::checkFunction);
        stack.grants().forEach(lint::checkGrant);
        lint.checkRoles();
        lint.checkStorage();
        lint.checkWholeStack();
        return lint.findings.stream()
                .sorted(Comparator.comparing(Finding::rule).thenComparing(Finding::where))
                .toList();
    }

    private void checkQueue(Queue queue) {
        String where = "queue " + queue.name();
        List<Source> sources =
                stack.sources().stream().filter(s -> s.queue().equals(queue.name())).toList();
        if (sources.size() != 1) {
            found(
                    Rule.CONSUMER,
                    where,
                    "feeds %d functions; give it one".formatted(sources.size()));
        }
        sources.forEach(source -> checkSource(queue, source));
        checkDeadLetters(queue, where);
        if (!queue.encrypted()) {
            found(Rule.ENCRYPTION, where, "is not encrypted; set SqsManagedSseEnabled");
        }
        if (!queue.tlsOnly()) {
            found(
                    Rule.ENCRYPTION,
                    where,
                    "takes what does not come over TLS; refuse it in a queue policy");
        }
        String metric =
                queue.holdsDeadLetters()
                        ? "ApproximateNumberOfMessages"
                        : "ApproximateAgeOfOldestMessage";
        if (noAlarm("AWS/SQS", metric, "queue:" + queue.name())) {
            found(Rule.QUEUE_ALARM, where, "has no alarm on " + metric);
        }
    }

    private void checkSource(Queue queue, Source source) {
        String where = "queue " + queue.name();
        Function function = stack.functions().get(source.function());
        if (function == null) {
            found(Rule.CONSUMER, where, "feeds a function that is not in the stack");
            return;
        }
        int enough = VISIBILITY_PER_TIMEOUT * function.timeout();
        if (queue.visibility() < enough) {
            found(
                    Rule.VISIBILITY,
                    where,
                    "hides messages for %d s, and its function %s may run for %d s; set %d s or more"
                            .formatted(
                                    queue.visibility(),
                                    function.name(),
                                    function.timeout(),
                                    enough));
        }
        if (!source.partialAnswers()) {
            found(
                    Rule.CONSUMER,
                    where,
                    "has to be answered as a whole; set ReportBatchItemFailures");
        }
        String lane = function.lane().orElse("");
        if (!queue.name().startsWith(lane + "-")) {
            found(
                    Rule.CONSUMER,
                    where,
                    "feeds a function of the lane '%s'; give it one of its own lane"
                            .formatted(lane));
        }
        boolean bounded = source.concurrencyMax() > 0 || source.pollersMax() > 0;
        if (!lane.equals(SYSTEM) && !queue.holdsDeadLetters() && !bounded) {
            found(
                    Rule.CONCURRENCY,
                    where,
                    "has no bound; set MaximumConcurrency or provisioned pollers");
        }
    }

    private void checkDeadLetters(Queue queue, String where) {
        if (queue.holdsDeadLetters()) {
            return;
        }
        Queue letters = stack.queues().get(queue.deadLetters());
        if (letters == null || !letters.holdsDeadLetters()) {
            found(
                    Rule.DEAD_LETTERS,
                    where,
                    "gives up into '%s'; make it a queue of the stack that ends in '-dlq'"
                            .formatted(queue.deadLetters()));
        } else if (!letters.name().startsWith(lane(queue))) {
            found(
                    Rule.DEAD_LETTERS,
                    where,
                    "gives up into %s, which is another lane's".formatted(letters.name()));
        }
    }

    /// The lane of the function that a queue feeds, as its name begins.
    private String lane(Queue queue) {
        return stack.sources().stream()
                .filter(source -> source.queue().equals(queue.name()))
                .map(source -> stack.functions().get(source.function()))
                .filter(Objects::nonNull)
                .flatMap(function -> function.lane().stream())
                .findFirst()
                .orElse("")
                .concat("-");
    }

    private void checkFunction(Function function) {
        String where = "function " + function.name();
        String told = function.variables().getOrDefault("BELAY_FUNCTION_TIMEOUT", "");
        if (!told.equals(function.timeout() + "s")) {
            found(
                    Rule.TIMEOUT,
                    where,
                    "may run for %d s and is told '%s'; make both the same"
                            .formatted(function.timeout(), told));
        }
        if (function.timeout() > FUNCTION_TIMEOUT_MAX) {
            found(Rule.TIMEOUT, where, "may run for more than Lambda's 900 s");
        }
        if (function.export().equals("orchestrator")
                && function.timeout() < ORCHESTRATOR_TIMEOUT_MIN) {
            found(Rule.TIMEOUT, where, "takes up no run in less than 30 s; give it more");
        }
        checkFunctionAlarm(function, where);
    }

    /// What fails to settle dead letters has its queue's alarm, and what fails over HTTP its API's.
    private void checkFunctionAlarm(Function function, String where) {
        if (stack.takesDeadLettersOnly(function.name())) {
            return;
        }
        if (stack.isReachedByHttp(function.name())) {
            if (noAlarm("AWS/ApiGateway", "5xx", "api")) {
                found(Rule.FUNCTION_ALARM, where, "is behind an API without an alarm on 5xx");
            }
        } else if (noAlarm("AWS/Lambda", "Errors", "function:" + function.name())) {
            found(Rule.FUNCTION_ALARM, where, "has no alarm on Errors");
        }
    }

    private void checkGrant(Grant grant) {
        String where = "function " + grant.function();
        if (grant.action().contains("*")) {
            found(
                    Rule.WILDCARD,
                    where,
                    "is allowed '%s'; name each action".formatted(grant.action()));
        }
        boolean everything = grant.resource().equals("*") || grant.resource().startsWith("*");
        if (everything && !NOT_DIVISIBLE.contains(grant.action())) {
            found(
                    Rule.WILDCARD,
                    where,
                    "is allowed '%s' on everything; name the resources".formatted(grant.action()));
        }
        if (grant.resource().isEmpty()) {
            found(Rule.WILDCARD, where, "is allowed '%s' on nothing".formatted(grant.action()));
        }
    }

    private void checkRoles() {
        stack.functions().values().stream()
                .filter(f -> f.role().isEmpty() || stack.functionsOf(f.role()).size() > 1)
                .forEach(f ->
                        found(
                                Rule.ROLE,
                                "function " + f.name(),
                                "has no role of its own; give it one"));
    }

    private void checkStorage() {
        stack.tables()
                .forEach((id, table) -> {
                    String where = "table " + id;
                    if (!table.encrypted()) {
                        found(Rule.ENCRYPTION, where, "is not encrypted; set SSESpecification");
                    }
                    if (!table.pointInTimeRecovery()) {
                        found(Rule.RECOVERY, where, "has no point-in-time recovery; enable it");
                    }
                    if (!table.retained()) {
                        found(
                                Rule.RECOVERY,
                                where,
                                "goes with the stack; set DeletionPolicy and UpdateReplacePolicy to Retain");
                    }
                });
        stack.buckets()
                .forEach((id, bucket) -> {
                    String where = "bucket " + id;
                    if (!bucket.encrypted() || !bucket.tlsOnly() || !bucket.closed()) {
                        found(
                                Rule.ENCRYPTION,
                                where,
                                "must be encrypted, closed to the public, and refuse what does not come over TLS");
                    }
                    if (!bucket.retained()) {
                        found(
                                Rule.RECOVERY,
                                where,
                                "goes with the stack; set DeletionPolicy and UpdateReplacePolicy to Retain");
                    }
                    checkRetention(where, bucket);
                });
    }

    private void checkRetention(String where, Stack.Bucket bucket) {
        int pages = bucket.expiryDays().getOrDefault("pages/", Integer.MAX_VALUE);
        for (Function function : stack.functions().values()) {
            String retention = function.variables().getOrDefault("BELAY_RETENTION", "30d");
            int days = Integer.parseInt(retention.replace("d", ""));
            if (pages <= 2 * days) {
                found(
                        Rule.RETENTION,
                        where,
                        "drops pages after %d days, and %s keeps runs for %d; make it more than twice that"
                                .formatted(pages, function.name(), days));
            }
        }
    }

    private void checkWholeStack() {
        if (noAlarm("AWS/Lambda", "Throttles", "")) {
            found(Rule.FUNCTION_ALARM, "the stack", "has no alarm on Throttles");
        }
        if (stack.functions().containsKey("timer-sweep")
                && noAlarm("AWS/Lambda", "Invocations", "function:timer-sweep")) {
            found(Rule.FUNCTION_ALARM, "function timer-sweep", "has no alarm on Invocations");
        }
    }

    /// @param about the value of a dimension; empty where it does not matter
    private boolean noAlarm(String namespace, String metric, String about) {
        return stack.alarms().values().stream()
                .noneMatch(alarm -> isAbout(alarm, namespace, metric, about));
    }

    private static boolean isAbout(Alarm alarm, String namespace, String metric, String about) {
        return alarm.namespace().equals(namespace)
                && alarm.metric().startsWith(metric)
                && (about.isEmpty() || alarm.dimensions().containsValue(about));
    }

    private void found(Rule rule, String where, String what) {
        findings.add(new Finding(rule, where, what));
    }
}
