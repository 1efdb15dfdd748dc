package dev.belay.local.cost;

import dev.belay.stack.Stack;
import dev.belay.stack.Stack.Schedule;
import java.util.ArrayList;
import java.util.List;

/// What a deployed stack costs in a month in which nothing runs, counted from its template.
///
/// Tables, buckets, queues, functions, logs and the API cost nothing while they are not used; what
/// looks whether there is something to do is what is paid.
public final class Idle {
    private static final double HOURS_PER_MONTH = 730;
    private static final double SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

    /// Lambda polls an idle queue with five requests at once, each of which waits for 20 seconds.
    private static final double RECEIVES_PER_SECOND = 5.0 / 20;

    /// A sweep asks each shard of timers for what is due.
    private static final int TIMER_SHARDS = 8;

    private static final double READ_UNITS_PER_SHARD = 1;

    /// What a sweep takes when nothing is due.
    private static final double SWEEP_MILLIS = 60;

    /// Lambda's own lines about an invocation, and the one with the count.
    private static final double LOG_BYTES_PER_INVOCATION = 700;

    /// A sweep counts what it sent, also when it is nothing.
    private static final int METRICS = 1;

    private final Stack stack;
    private final PriceList prices = new PriceList();
    private final List<Receipt.Item> items = new ArrayList<>();

    private Idle(Stack stack) {
        this.stack = stack;
    }

    /// The bill of a month of 730 hours.
    public static Receipt of(Stack stack) {
        return new Idle(stack).receipt();
    }

    private Receipt receipt() {
        double receives = 0;
        for (Stack.Source source : stack.sources()) {
            // Provisioned pollers are paid by the hour and not counted here.
            receives += source.pollersMax() > 0 ? 0 : RECEIVES_PER_SECOND * SECONDS_PER_MONTH;
        }
        add(
                "polling of %d queues".formatted(stack.sources().size()),
                receives,
                "requests",
                "sqs.request");
        add("alarms", stack.alarms().size(), "alarms", "cloudwatch.alarm");
        add("counts", METRICS, "metrics", "cloudwatch.metric");
        addCalls();
        add("dashboards", stack.dashboards(), "dashboards", "cloudwatch.dashboard");
        double warm =
                stack.functions().values().stream()
                        .mapToDouble(f -> f.provisioned() * f.memory() / 1024.0)
                        .sum();
        add(
                "functions kept warm",
                warm * SECONDS_PER_MONTH,
                "GB-seconds",
                "lambda.provisionedGigabyteSecond");
        items.removeIf(item -> item.count() == 0);
        return new Receipt(items, items.stream().mapToDouble(Receipt.Item::dollars).sum());
    }

    private void addCalls() {
        double calls = 0;
        double gigabyteSeconds = 0;
        double sweeps = 0;
        for (Schedule schedule : stack.schedules()) {
            double monthly = SECONDS_PER_MONTH / seconds(schedule.rate());
            Stack.Function function = stack.functions().get(schedule.function());
            double gigabytes = function == null ? 1 : function.memory() / 1024.0;
            calls += monthly;
            gigabyteSeconds += monthly * gigabytes * SWEEP_MILLIS / 1000;
            if (schedule.function().equals("timer-sweep")) {
                sweeps += monthly;
            }
        }
        add("sweeps", calls, "invocations", "lambda.invocation");
        add("sweeps", gigabyteSeconds, "GB-seconds", "lambda.gigabyteSecond");
        add(
                "sweeps",
                sweeps * TIMER_SHARDS * READ_UNITS_PER_SHARD,
                "read units",
                "dynamodb.readUnit");
        add("logs", calls * LOG_BYTES_PER_INVOCATION / 1e9, "GB", "cloudwatch.logGigabyte");
    }

    /// Of a rate such as `rate(1 minute)`.
    private static double seconds(String rate) {
        String[] words = rate.replaceAll("[^a-z0-9 ]|^rate", "").trim().split(" ", 2);
        double number = Double.parseDouble(words[0]);
        String unit = words.length > 1 ? words[1] : "";
        if (unit.startsWith("minute")) {
            return number * 60;
        }
        if (unit.startsWith("hour")) {
            return number * 3600;
        }
        if (unit.startsWith("day")) {
            return number * 86_400;
        }
        throw new IllegalArgumentException("'%s' is no rate".formatted(rate));
    }

    private void add(String what, double count, String unit, String price) {
        items.add(new Receipt.Item(what, count, unit, count * prices.number(price)));
    }
}
