package dev.belay.examples.approval;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is to be approved, and by whom.
///
/// @param remindAfter null is one day
/// @param timeout how long the approver has in all; null is three days
public record ApprovalRequest(
        String subject,
        String approver,
        @Nullable Duration remindAfter,
        @Nullable Duration timeout) {
    public static ApprovalRequest of(String subject, String approver) {
        return new ApprovalRequest(subject, approver, null, null);
    }
}
