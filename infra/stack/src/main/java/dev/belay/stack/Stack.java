package dev.belay.stack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a template deploys. Everything goes by names that do not depend on logical ids: a function
/// by its lane and what it exports, a queue by its name without the prefix.
public record Stack(
        SortedMap<String, Function> functions,
        SortedMap<String, Queue> queues,
        List<Source> sources,
        List<Schedule> schedules,
        List<Subscription> subscriptions,
        List<Route> routes,
        SortedMap<String, Table> tables,
        SortedMap<String, Bucket> buckets,
        SortedMap<String, Alarm> alarms,
        List<Grant> grants,
        int dashboards) {

    /// @param memory megabytes
    /// @param role the logical id of its role
    /// @param alias whether callers go through an alias
    public record Function(
            String name,
            int timeout,
            int memory,
            String runtime,
            String architecture,
            SortedMap<String, String> variables,
            String role,
            boolean alias,
            boolean snapStart,
            int provisioned) {
        /// The lane that it serves, if it serves one.
        public Optional<String> lane() {
            return Optional.ofNullable(variables.get("BELAY_LANE"));
        }

        public String export() {
            return variables.getOrDefault("QUARKUS_FUNQY_EXPORT", "");
        }
    }

    /// @param visibility in seconds
    /// @param retention in seconds
    /// @param deadLetters the queue that it gives up into; empty where there is none
    public record Queue(
            String name,
            int visibility,
            int retention,
            boolean encrypted,
            boolean tlsOnly,
            String deadLetters,
            int receivesMax) {
        public boolean holdsDeadLetters() {
            return name.endsWith("-dlq");
        }
    }

    /// A queue that feeds a function.
    ///
    /// @param concurrencyMax 0 where it has none
    /// @param pollersMax provisioned ones; 0 where there are none
    public record Source(
            String queue,
            String function,
            int batch,
            boolean partialAnswers,
            int concurrencyMax,
            int pollersMax) {}

    /// Calls a function by time.
    public record Schedule(String function, String rate, int retriesMax) {}

    /// Calls a function with events of a bus.
    public record Subscription(String function, String bus, String sources) {}

    /// Calls a function by HTTP.
    ///
    /// @param key method and path
    /// @param authorization `NONE` where the function itself finds out who calls
    public record Route(String function, String key, String authorization) {}

    /// @param keys partition and sort
    /// @param indexes by name, their keys and what they project
    public record Table(
            List<String> keys,
            SortedMap<String, List<String>> indexes,
            String expiry,
            boolean pointInTimeRecovery,
            boolean encrypted,
            boolean retained,
            boolean onDemand) {}

    public record Bucket(
            boolean encrypted,
            boolean tlsOnly,
            boolean closed,
            boolean retained,
            SortedMap<String, Integer> expiryDays) {}

    public record Alarm(
            String name,
            String namespace,
            String metric,
            SortedMap<String, String> dimensions,
            String comparison,
            double threshold,
            int period,
            int periods,
            String missing,
            String description) {}

    /// One action on one resource that a function is allowed.
    public record Grant(String function, String action, String resource) {}

    /// The functions of a role.
    public List<String> functionsOf(String role) {
        return functions.values().stream()
                .filter(f -> f.role().equals(role))
                .map(Function::name)
                .toList();
    }

    /// What feeds a function.
    public List<Source> sourcesOf(String function) {
        return sources.stream().filter(s -> s.function().equals(function)).toList();
    }

    /// Whether it only takes what others gave up.
    public boolean takesDeadLettersOnly(String function) {
        var sources = sourcesOf(function);
        return !sources.isEmpty() && sources.stream().allMatch(s -> s.queue().endsWith("-dlq"));
    }

    /// Whether callers wait for its answer over HTTP.
    public boolean isReachedByHttp(String function) {
        return routes.stream().anyMatch(route -> route.function().equals(function));
    }
}
