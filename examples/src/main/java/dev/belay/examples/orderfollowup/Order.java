package dev.belay.examples.orderfollowup;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a customer has ordered.
///
/// @param followUpAfter `wait` in JSON; null is three days
public record Order(
        String id,
        String customer,
        List<Item> items,
        @JsonProperty("wait") @Nullable Duration followUpAfter) {
    public record Item(String sku, int quantity, long cents) {}

    public Order {
        items = List.copyOf(items);
    }

    /// What the order is worth.
    long cents() {
        return items.stream().mapToLong(item -> item.quantity() * item.cents()).sum();
    }
}
