package dev.belay.api.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Bodies;
import dev.belay.api.http.Cursors;
import dev.belay.api.http.Parameters;
import dev.belay.api.http.Tags;
import dev.belay.api.problem.BelayText;
import dev.belay.api.problem.RefusedException;
import dev.belay.api.schedules.ScheduleBodies.SchedulePage;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.workflow.UpdateType;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.ScheduleReader;
import dev.belay.schedule.ScheduleRequests.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the API does with schedules, apart from HTTP.
final class ScheduleService {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ApiRuntime runtime;

    ScheduleService(ApiRuntime runtime) {
        this.runtime = runtime;
    }

    private ScheduleClient client(String workspace) {
        return new ScheduleClient(
                runtime.client(),
                runtime.queries(),
                runtime.payloads(),
                new Workspace(workspace),
                PATIENCE);
    }

    SchedulePage list(String workspace, int limit, @Nullable String cursor) {
        String list = "schedules " + workspace;
        Page<ScheduleClient.Summary> page =
                client(workspace).list(limit, Cursors.read(list, cursor));
        return new SchedulePage(page.items(), Cursors.write(list, page.cursor()));
    }

    RunKey create(String workspace, ScheduleBodies.NewSchedule body) {
        String id = Bodies.require("id", body.id());
        return client(workspace)
                .create(id, definition(body.definition()), Boolean.TRUE.equals(body.paused()));
    }

    /// Gives a schedule that was made a moment ago the time to begin.
    ScheduleDescription show(String workspace, String id) throws InterruptedException {
        RunKey run = runtime.client().find(new Workspace(workspace), ScheduleClient.workflowId(id));
        if (runtime.client().awaitHistory(run, 0, 1, PATIENCE).isEmpty()) {
            throw RefusedException.late(
                    "schedule '%s' has not begun; is a system up that runs it?".formatted(id));
        }
        return client(workspace).describe(id);
    }

    /// @param mark makes a repetition of the request the same request; null makes each its own
    <A> Answer ask(
            String workspace,
            String id,
            UpdateType<A, Answer> type,
            A request,
            @Nullable String ifMatch,
            @Nullable String mark)
            throws InterruptedException {
        requireMatch(workspace, id, ifMatch);
        try {
            return client(workspace).ask(id, type, request, mark);
        } catch (BelayException late) {
            throw late.code() == ErrorCode.INVALID_REQUEST
                    ? RefusedException.late(BelayText.plain(late))
                    : late;
        }
    }

    /// Refuses also what changes between looking and changing.
    Answer change(String workspace, String id, @Nullable JsonNode body, @Nullable String ifMatch)
            throws InterruptedException {
        ScheduleDefinition definition = definition(body);
        Long version = requireMatch(workspace, id, ifMatch);
        return client(workspace).update(id, definition, version);
    }

    /// @return the version that was matched; null where any is taken
    private @Nullable Long requireMatch(String workspace, String id, @Nullable String ifMatch)
            throws InterruptedException {
        if (ifMatch == null || ifMatch.isBlank() || "*".equals(ifMatch.strip())) {
            return null;
        }
        ScheduleDescription now = show(workspace, id);
        Tags.requireMatch(ifMatch, tag(now));
        return now.version();
    }

    static String tag(ScheduleDescription schedule) {
        return Tags.of(ScheduleBodies.state(schedule));
    }

    private static ScheduleDefinition definition(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Parameters.invalid("the definition is missing; it is a JSON object");
        }
        return ScheduleReader.read(MAPPER.convertValue(body, Object.class));
    }
}
