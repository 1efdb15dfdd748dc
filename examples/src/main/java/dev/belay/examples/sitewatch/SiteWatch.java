package dev.belay.examples.sitewatch;

import static java.util.Objects.requireNonNullElse;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import java.util.ArrayList;

/// Looks at a site now and then. An answer such as 503 is tried again, as the activity's options
/// say, before it counts.
public final class SiteWatch implements Workflow<WatchRequest, WatchReport> {
    public static final WorkflowType<WatchRequest, WatchReport> TYPE =
            WorkflowType.of("site-watch", WatchRequest.class, WatchReport.class, SiteWatch::new);

    /// What the activity `http-request` takes, as far as it is needed here.
    ///
    /// @param withoutSecrets whatever the address says, it refers to no secret
    public record Look(String url, boolean withoutSecrets) {}

    /// What it gives, as far as it is needed here.
    public record Seen(int status) {}

    /// The activity is known by its name: no code of its function is needed.
    public static final ActivityType<Look, Seen> HTTP_REQUEST =
            ActivityType.of("http-request", Look.class, Seen.class).with(Presets.EXTERNAL_API);

    @Override
    public WatchReport run(WorkflowContext context, WatchRequest request) {
        Duration pause = requireNonNullElse(request.pause(), Duration.ofMinutes(1));
        var statuses = new ArrayList<Integer>();
        for (int look = 0; look < request.times(); look++) {
            if (look > 0 && pause.isPositive()) {
                context.sleep(pause);
            }
            statuses.add(context.call(HTTP_REQUEST, new Look(request.url(), true)).status());
        }
        return new WatchReport(statuses, context.now());
    }
}
