package dev.belay.examples.orderfollowup;

import static dev.belay.examples.world.Outages.in;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.examples.orderfollowup.OrderActivities.Call;
import dev.belay.examples.orderfollowup.OrderActivities.Customer;
import dev.belay.examples.orderfollowup.OrderActivities.Reserve;
import dev.belay.examples.world.World;
import dev.belay.functions.support.ActivityRegistry;
import java.util.List;

/// The activities' code.
public final class OrderServices {
    private static final List<String> MANAGERS = List.of("Ada", "Grace", "Katherine");

    private final World world;

    private OrderServices(World world) {
        this.world = world;
    }

    public static void register(ActivityRegistry.Builder activities, World world) {
        var services = new OrderServices(world);
        activities
                .add(OrderActivities.ASSIGN_ACCOUNT_MANAGER, in(world, services::assign))
                .add(OrderActivities.SEND_CONFIRMATION, in(world, services::confirm))
                .add(OrderActivities.RESERVE_ITEM, in(world, services::reserve))
                .add(OrderActivities.FOLLOW_UP_CALL, in(world, services::call));
    }

    private String assign(Customer customer, ActivityAttempt attempt) {
        String manager = MANAGERS.get(Math.floorMod(customer.name().hashCode(), MANAGERS.size()));
        world.put("account-managers", attempt.idempotencyKey(), manager + ": " + customer.name());
        return manager;
    }

    private String confirm(Customer customer, ActivityAttempt attempt) {
        String id = "message-" + attempt.idempotencyKey();
        world.put("messages", id, "To %s: we have %s".formatted(customer.name(), customer.order()));
        return id;
    }

    private String reserve(Reserve item, ActivityAttempt attempt) {
        if (item.quantity() < 1) {
            throw ActivityException.permanent(
                    "quantity-refused",
                    "quantity is %d, expected 1 or more".formatted(item.quantity()));
        }
        String id = "reservation-" + attempt.idempotencyKey();
        world.put("reservations", id, item.quantity() + " x " + item.sku());
        return id;
    }

    private String call(Call call, ActivityAttempt attempt) {
        String id = "call-" + attempt.idempotencyKey();
        world.put(
                "calls",
                id,
                "%s called %s about %s".formatted(call.contact(), call.customer(), call.order()));
        return id;
    }
}
