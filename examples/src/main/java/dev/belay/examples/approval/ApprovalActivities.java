package dev.belay.examples.approval;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;

/// The activities of the workflow, and what they take; they give the id of the message that was
/// sent.
public final class ApprovalActivities {
    private ApprovalActivities() {}

    public record Ask(String approver, String subject) {}

    public record Announcement(String subject, ApprovalState state) {}

    public static final ActivityType<Ask, String> ASK_APPROVER =
            ActivityType.of("ask-approver", Ask.class, String.class).with(Presets.EXTERNAL_API);

    public static final ActivityType<Ask, String> REMIND_APPROVER =
            ActivityType.of("remind-approver", Ask.class, String.class).with(Presets.EXTERNAL_API);

    public static final ActivityType<Announcement, String> ANNOUNCE_DECISION =
            ActivityType.of("announce-decision", Announcement.class, String.class)
                    .with(Presets.EXTERNAL_API);
}
