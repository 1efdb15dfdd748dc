package dev.belay.local.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The file of prices that comes with this build.
final class PriceList {
    private final Properties table = new Properties();

    PriceList() {
        try (InputStream in = PriceList.class.getResourceAsStream("prices.properties")) {
            if (in == null) {
                throw new IllegalStateException("prices.properties is missing");
            }
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return table.containsKey(name);
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    String text(String name) {
        String value = table.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("prices.properties has no " + name);
        }
        return value;
    }
}
