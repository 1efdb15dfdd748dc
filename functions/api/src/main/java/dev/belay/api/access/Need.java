package dev.belay.api.access;

import java.util.Map;
import java.util.Optional;

/// What an operation asks of its caller: the table of all operations. What is not in it is refused,
/// so that nothing is open because somebody forgot it.
public enum Need {
    /// Nothing: it is public, or proves by itself who sent it.
    NOTHING,
    /// To be known.
    CALLER,
    VIEWER,
    OPERATOR,
    AUTHOR,
    ADMIN,
    /// To be an admin of all workspaces.
    INSTALLATION_ADMIN;

    private static final Map<String, Need> BY_OPERATION =
            Map.ofEntries(
                    Map.entry("describe", NOTHING),
                    Map.entry("deliver", NOTHING),
                    Map.entry("deliverWithToken", NOTHING),
                    Map.entry("ask", NOTHING),
                    Map.entry("look", NOTHING),
                    Map.entry("send", OPERATOR),
                    Map.entry("me", CALLER),
                    Map.entry("workspaces", CALLER),
                    Map.entry("lanes", CALLER),
                    Map.entry("openRuns", INSTALLATION_ADMIN),
                    Map.entry("audit", ADMIN),
                    Map.entry("keys", ADMIN),
                    Map.entry("createKey", ADMIN),
                    Map.entry("revokeKey", ADMIN),
                    Map.entry("listRuns", VIEWER),
                    Map.entry("startRun", OPERATOR),
                    Map.entry("showRun", VIEWER),
                    Map.entry("runHistory", VIEWER),
                    Map.entry("listSteps", VIEWER),
                    Map.entry("showStep", VIEWER),
                    Map.entry("runResult", VIEWER),
                    Map.entry("exportRun", ADMIN),
                    Map.entry("signalRun", OPERATOR),
                    Map.entry("queryRun", VIEWER),
                    Map.entry("updateRun", OPERATOR),
                    Map.entry("cancelRun", OPERATOR),
                    Map.entry("terminateRun", OPERATOR),
                    Map.entry("wakeRun", OPERATOR),
                    Map.entry("previewResume", VIEWER),
                    Map.entry("resumeRun", OPERATOR),
                    Map.entry("payload", ADMIN),
                    Map.entry("listFlows", VIEWER),
                    Map.entry("publishFlow", AUTHOR),
                    Map.entry("validateFlow", VIEWER),
                    Map.entry("flowVersions", VIEWER),
                    Map.entry("showFlow", VIEWER),
                    Map.entry("enableFlow", AUTHOR),
                    Map.entry("disableFlow", AUTHOR),
                    Map.entry("listSchedules", VIEWER),
                    Map.entry("createSchedule", AUTHOR),
                    Map.entry("showSchedule", VIEWER),
                    Map.entry("changeSchedule", AUTHOR),
                    Map.entry("deleteSchedule", AUTHOR),
                    Map.entry("pauseSchedule", OPERATOR),
                    Map.entry("resumeSchedule", OPERATOR),
                    Map.entry("triggerSchedule", OPERATOR),
                    Map.entry("backfillSchedule", OPERATOR),
                    Map.entry("listTriggers", VIEWER),
                    Map.entry("showTrigger", VIEWER),
                    Map.entry("putTrigger", AUTHOR),
                    Map.entry("removeTrigger", AUTHOR),
                    Map.entry("enableTrigger", OPERATOR),
                    Map.entry("disableTrigger", OPERATOR),
                    Map.entry("listDeliveries", VIEWER),
                    Map.entry("showDelivery", VIEWER),
                    Map.entry("redeliver", OPERATOR),
                    Map.entry("showMasking", VIEWER),
                    Map.entry("putMasking", ADMIN));

    /// @param operation its id in the description, which is the name of the method that serves it
    public static Optional<Need> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    /// The role that is needed in the workspace of the request; empty where it is none of a
    /// workspace.
    public Optional<Role> role() {
        return switch (this) {
            case NOTHING, CALLER, INSTALLATION_ADMIN -> Optional.empty();
            case VIEWER -> Optional.of(Role.VIEWER);
            case OPERATOR -> Optional.of(Role.OPERATOR);
            case AUTHOR -> Optional.of(Role.AUTHOR);
            case ADMIN -> Optional.of(Role.ADMIN);
        };
    }
}
