package dev.belay.api.runs;

import dev.belay.api.http.Parameters;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What narrows a list of runs, as it stands in an address.
public class RunParameters {
    @QueryParam("workflow")
    @Nullable String workflow;

    @QueryParam("workflowId")
    @Nullable String workflowId;

    @QueryParam("version")
    @Nullable String version;

    @QueryParam("status")
    @Nullable List<String> statuses;

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("tag")
    @Nullable String tag;

    @QueryParam("attribute")
    @Nullable List<String> attributes;

    @QueryParam("trigger")
    @Nullable String trigger;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    RunFilter filter() {
        return new RunFilter(
                workflow,
                workflowId,
                statuses == null ? List.of() : statuses,
                from,
                to,
                tag,
                attributes == null ? List.of() : attributes,
                Parameters.limit(limit, 50),
                cursor,
                version == null ? null : number(version),
                trigger);
    }

    private static Integer number(String version) {
        long number = Parameters.number("version", version);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Parameters.invalid("version is none");
        }
        return (int) number;
    }
}
