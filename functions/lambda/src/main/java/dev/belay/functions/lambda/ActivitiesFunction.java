package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.belay.functions.support.ActivityRegistry;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/// Performs the activities that modules add. Deploy it once for each queue: what comes decides what
/// is performed.
@Singleton
public class ActivitiesFunction {
    private final Function<SQSEvent, SQSBatchResponse> handler;

    ActivitiesFunction(Workers workers, @All List<ActivitySource> sources) {
        var activities = ActivityRegistry.builder();
        sources.forEach(source -> source.addTo(activities));
        this.handler = workers.handling(activities.build());
    }

    @Funq("activities")
    public SQSBatchResponse handle(SQSEvent batch) {
        return handler.apply(batch);
    }
}
