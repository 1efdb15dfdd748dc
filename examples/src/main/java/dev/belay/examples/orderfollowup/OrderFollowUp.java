package dev.belay.examples.orderfollowup;

import static dev.belay.examples.orderfollowup.OrderActivities.ASSIGN_ACCOUNT_MANAGER;
import static dev.belay.examples.orderfollowup.OrderActivities.FOLLOW_UP_CALL;
import static dev.belay.examples.orderfollowup.OrderActivities.RESERVE_ITEM;
import static dev.belay.examples.orderfollowup.OrderActivities.SEND_CONFIRMATION;
import static java.util.Objects.requireNonNullElse;

import dev.belay.core.model.Lane;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.orderfollowup.OrderActivities.Call;
import dev.belay.examples.orderfollowup.OrderActivities.Customer;
import dev.belay.examples.orderfollowup.OrderActivities.Reserve;
import java.time.Duration;
import java.util.ArrayList;

/// Looks after an order: greets by its size, reserves each item, and calls three days later. While
/// it waits it costs nothing and survives every deploy.
public final class OrderFollowUp implements Workflow<Order, FollowUp> {
    public static final WorkflowType<Order, FollowUp> TYPE =
            WorkflowType.of("order-follow-up", Order.class, FollowUp.class, OrderFollowUp::new)
                    .lane(Lane.AUTOMATION);

    /// From here on a person looks after the order.
    static final long LARGE_CENTS = 1_000_00;

    static final Duration WAIT = Duration.ofDays(3);

    @Override
    public FollowUp run(WorkflowContext context, Order order) {
        var customer = new Customer(order.customer(), order.id());
        String contact;
        if (order.cents() >= LARGE_CENTS) {
            contact = context.call(ASSIGN_ACCOUNT_MANAGER, customer);
        } else {
            context.call(SEND_CONFIRMATION, customer);
            contact = "service desk";
        }

        var reservations = new ArrayList<String>();
        for (Order.Item item : order.items()) {
            var reserve = new Reserve(order.id(), item.sku(), item.quantity());
            reservations.add(context.call(RESERVE_ITEM, reserve));
        }

        context.sleep(requireNonNullElse(order.followUpAfter(), WAIT));

        context.call(FOLLOW_UP_CALL, new Call(contact, order.customer(), order.id()));
        return new FollowUp(contact, reservations, context.now());
    }
}
