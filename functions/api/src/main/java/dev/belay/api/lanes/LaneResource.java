package dev.belay.api.lanes;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lanes of this host.
@Path("/v1/lanes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LaneResource {
    private final LaneRuntime runtime;

    @Inject
    LaneResource(LaneRuntime runtime) {
        this.runtime = runtime;
    }

    public record Queue(
            String name,
            @Nullable Long waiting,
            @Nullable Long delayed,
            @Nullable Long inFlight,
            @Nullable Double oldestAgeSeconds) {}

    public record Lane(String name, List<Queue> queues) {}

    public record Lanes(List<Lane> lanes) {}

    @GET
    public Lanes lanes() {
        var byLane = new TreeMap<String, List<Queue>>();
        for (QueueView queue : runtime.depths()) {
            byLane.computeIfAbsent(queue.queue().lane().name(), _ -> new ArrayList<>())
                    .add(
                            new Queue(
                                    queue.queue().name(),
                                    queue.waiting(),
                                    queue.delayed(),
                                    queue.inFlight(),
                                    queue.oldestAgeSeconds()));
        }
        var lanes = new ArrayList<Lane>();
        byLane.forEach((name, queues) -> {
            queues.sort(Comparator.comparing(Queue::name));
            lanes.add(new Lane(name, queues));
        });
        return new Lanes(lanes);
    }
}
