package dev.belay.local.cost;

/// A dated list of prices, and what is assumed of functions whose time no history knows.
public record Prices(
        String region,
        String asOf,
        double writeUnit,
        double readUnit,
        double sqsRequest,
        double invocation,
        double gigabyteSecond,
        Assumed orchestrator,
        Assumed activity) {
    public record Assumed(double megabytes, double millis) {
        double gigabyteSeconds() {
            return megabytes / 1024 * millis / 1000;
        }
    }

    /// The list that comes with this build.
    public static Prices load() {
        var list = new PriceList();
        return new Prices(
                list.text("region"),
                list.text("asOf"),
                list.number("dynamodb.writeUnit"),
                list.number("dynamodb.readUnit"),
                list.number("sqs.request"),
                list.number("lambda.invocation"),
                list.number("lambda.gigabyteSecond"),
                assumed(list, "assumed.orchestrator"),
                assumed(list, "assumed.activity"));
    }

    private static Assumed assumed(PriceList list, String name) {
        return new Assumed(list.number(name + ".megabytes"), list.number(name + ".millis"));
    }
}
