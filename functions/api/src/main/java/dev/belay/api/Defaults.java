package dev.belay.api;

import dev.belay.api.flows.FlowRuntime;
import dev.belay.api.lanes.LaneRuntime;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.flow.store.FlowStore;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/// For processes that serve only a part of the API.
@Singleton
public class Defaults {
    @Produces
    @Singleton
    @DefaultBean
    LaneRuntime lanes() {
        return List::of;
    }

    @Produces
    @Singleton
    @DefaultBean
    FlowRuntime flows() {
        return new FlowRuntime() {
            @Override
            public FlowStore flows() {
                throw none();
            }

            @Override
            public CompilerOptions compiler() {
                throw none();
            }
        };
    }

    private static BelayException none() {
        return new BelayException(ErrorCode.INVALID_REQUEST, "flows are not served here");
    }
}
