package dev.belay.flow;

import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.WorkflowId;
import java.util.Map;

/// Runs that gather the events which together start one run of a flow, where its `schedule.on` asks
/// for several: one such run stands open for each flow.
public final class Gathering {
    /// What the workflow of all of them is called.
    public static final String WORKFLOW = "belay.gather";

    /// An attribute of events that runs emit: how many runs started each other before.
    public static final String EVENT_CHAIN = "belaychain";

    /// The memo of a run that such an event started.
    public static final String RUN_CHAIN = "chain";

    private static final String FLOW = "flow";

    private Gathering() {}

    /// The workflow id under which a flow's events are gathered.
    public static WorkflowId workflowId(String flow) {
        return new WorkflowId("belay.gather." + flow);
    }

    /// @param number of the published version whose `schedule.on` says what to gather; what it
    ///   starts are runs of the newest
    public static StartRequest request(String flow, int number, Lane lane) {
        return StartRequest.of(workflowId(flow), WORKFLOW, lane, Payload.NULL)
                .withVersion(number)
                .withMemo(Map.of(FLOW, flow));
    }

    public static boolean isDoneBy(StartRequest request) {
        return request.workflow().equals(WORKFLOW);
    }

    /// The flow whose plan a run walks.
    public static String flow(StartRequest request) {
        return isDoneBy(request) ? request.memo().getOrDefault(FLOW, WORKFLOW) : request.workflow();
    }
}
