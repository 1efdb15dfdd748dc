package dev.belay.core.client;

import dev.belay.core.model.Failure;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import org.jspecify.annotations.Nullable;

/// How a run ended, the runs that continued it included.
///
/// @param run the last run of the chain
/// @param result null unless the run completed
/// @param failure null if it completed
public record RunResult(
        RunKey run, RunStatus status, @Nullable Payload result, @Nullable Failure failure) {}
