package dev.belay.examples.approval;

import static dev.belay.examples.world.Outages.in;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.examples.approval.ApprovalActivities.Announcement;
import dev.belay.examples.approval.ApprovalActivities.Ask;
import dev.belay.examples.world.World;
import dev.belay.functions.support.ActivityRegistry;

/// The activities' code: they send messages.
public final class ApprovalServices {
    private final World world;

    private ApprovalServices(World world) {
        this.world = world;
    }

    public static void register(ActivityRegistry.Builder activities, World world) {
        var services = new ApprovalServices(world);
        activities
                .add(ApprovalActivities.ASK_APPROVER, in(world, services::ask))
                .add(ApprovalActivities.REMIND_APPROVER, in(world, services::remind))
                .add(ApprovalActivities.ANNOUNCE_DECISION, in(world, services::announce));
    }

    private String ask(Ask ask, ActivityAttempt attempt) {
        return send(attempt, "To %s: please decide on %s".formatted(ask.approver(), ask.subject()));
    }

    private String remind(Ask ask, ActivityAttempt attempt) {
        return send(
                attempt, "To %s: %s still waits for you".formatted(ask.approver(), ask.subject()));
    }

    private String announce(Announcement news, ActivityAttempt attempt) {
        return send(attempt, "To all: %s is %s".formatted(news.subject(), news.state()));
    }

    private String send(ActivityAttempt attempt, String text) {
        String id = "message-" + attempt.idempotencyKey();
        world.put("messages", id, text);
        return id;
    }
}
