package dev.belay.local.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

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
        var table = new Properties();
        try (InputStream in = Prices.class.getResourceAsStream("prices.properties")) {
            if (in == null) {
                throw new IllegalStateException("prices.properties is missing");
            }
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Prices(
                text(table, "region"),
                text(table, "asOf"),
                number(table, "dynamodb.writeUnit"),
                number(table, "dynamodb.readUnit"),
                number(table, "sqs.request"),
                number(table, "lambda.invocation"),
                number(table, "lambda.gigabyteSecond"),
                assumed(table, "assumed.orchestrator"),
                assumed(table, "assumed.activity"));
    }

    private static Assumed assumed(Properties table, String name) {
        return new Assumed(number(table, name + ".megabytes"), number(table, name + ".millis"));
    }

    private static double number(Properties table, String name) {
        return Double.parseDouble(text(table, name));
    }

    private static String text(Properties table, String name) {
        String value = table.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("prices.properties has no " + name);
        }
        return value;
    }
}
