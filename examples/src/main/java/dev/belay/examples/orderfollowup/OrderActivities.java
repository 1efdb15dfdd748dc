package dev.belay.examples.orderfollowup;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;

/// The activities of the workflow, and what they take.
public final class OrderActivities {
    private OrderActivities() {}

    public record Customer(String name, String order) {}

    public record Reserve(String order, String sku, int quantity) {}

    public record Call(String contact, String customer, String order) {}

    /// Gives the account manager's name.
    public static final ActivityType<Customer, String> ASSIGN_ACCOUNT_MANAGER =
            ActivityType.of("assign-account-manager", Customer.class, String.class)
                    .with(Presets.DATABASE_WRITE);

    /// Gives the message's id.
    public static final ActivityType<Customer, String> SEND_CONFIRMATION =
            ActivityType.of("send-confirmation", Customer.class, String.class)
                    .with(Presets.EXTERNAL_API);

    /// Gives the reservation's id.
    public static final ActivityType<Reserve, String> RESERVE_ITEM =
            ActivityType.of("reserve-item", Reserve.class, String.class)
                    .with(Presets.DATABASE_WRITE);

    /// Gives the call's id.
    public static final ActivityType<Call, String> FOLLOW_UP_CALL =
            ActivityType.of("follow-up-call", Call.class, String.class).with(Presets.EXTERNAL_API);
}
