package dev.belay.examples.approval;

import static dev.belay.examples.approval.ApprovalActivities.ANNOUNCE_DECISION;
import static dev.belay.examples.approval.ApprovalActivities.ASK_APPROVER;
import static dev.belay.examples.approval.ApprovalActivities.REMIND_APPROVER;
import static java.util.Objects.requireNonNullElse;

import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.approval.ApprovalActivities.Announcement;
import dev.belay.examples.approval.ApprovalActivities.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Asks a person, reminds them once, and gives up at a deadline. The approver can be changed while
/// the decision is open.
public final class Approval implements Workflow<ApprovalRequest, ApprovalStatus> {
    public static final WorkflowType<ApprovalRequest, ApprovalStatus> TYPE =
            WorkflowType.of("approval", ApprovalRequest.class, ApprovalStatus.class, Approval::new);

    /// Somebody has decided.
    public static final SignalType<Decision> DECISION = SignalType.of("decision", Decision.class);

    public static final QueryType<Void, ApprovalStatus> STATUS =
            QueryType.of("status", ApprovalStatus.class);

    /// Asks somebody else; the answer is who was to decide before. Refused when the decision is
    /// made, or the name is blank or no other.
    public static final UpdateType<String, String> CHANGE_APPROVER =
            UpdateType.of("change-approver", String.class, String.class);

    private ApprovalState state = ApprovalState.WAITING;
    private String approver = "";
    private String comment = "";

    @Override
    public ApprovalStatus run(WorkflowContext context, ApprovalRequest request) {
        approver = request.approver();
        context.onQuery(STATUS, _ -> status());
        context.onUpdate(
                CHANGE_APPROVER, this::requireChange, name -> change(context, request, name));

        context.call(ASK_APPROVER, new Ask(approver, request.subject()));
        decided(awaitDecision(context, request));

        context.call(ANNOUNCE_DECISION, new Announcement(request.subject(), state));
        return status();
    }

    private Optional<Decision> awaitDecision(WorkflowContext context, ApprovalRequest request) {
        Instant deadline =
                context.now().plus(requireNonNullElse(request.timeout(), Duration.ofDays(3)));
        Duration remindAfter = requireNonNullElse(request.remindAfter(), Duration.ofDays(1));

        Optional<Decision> prompt = context.awaitSignal(DECISION, remindAfter);
        if (prompt.isPresent()) {
            return prompt;
        }
        context.call(REMIND_APPROVER, new Ask(approver, request.subject()));
        state = ApprovalState.REMINDED;
        return context.awaitSignal(DECISION, Duration.between(context.now(), deadline));
    }

    private void decided(Optional<Decision> decision) {
        state =
                decision.map(made ->
                                made.approved() ? ApprovalState.APPROVED : ApprovalState.REJECTED)
                        .orElse(ApprovalState.EXPIRED);
        approver = decision.map(Decision::by).orElse(approver);
        comment = decision.map(Decision::comment).orElse("");
    }

    /// Only reads: a refused update leaves no trace.
    private void requireChange(String name) {
        if (state != ApprovalState.WAITING && state != ApprovalState.REMINDED) {
            throw WorkflowException.of("already-decided", "the approval is " + state);
        }
        if (name.isBlank() || name.equals(approver)) {
            throw WorkflowException.of(
                    "approver-refused", "the new approver is blank or the one who was asked");
        }
    }

    private String change(WorkflowContext context, ApprovalRequest request, String name) {
        String before = approver;
        approver = name;
        context.call(ASK_APPROVER, new Ask(name, request.subject()));
        return before;
    }

    private ApprovalStatus status() {
        return new ApprovalStatus(state, approver, comment);
    }
}
