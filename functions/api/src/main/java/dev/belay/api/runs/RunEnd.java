package dev.belay.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.masking.Masker;
import dev.belay.core.model.RunStatus;
import org.jspecify.annotations.Nullable;

/// How a run ended, those that continued it included.
///
/// @param runId the last run of the chain
/// @param result null unless the run completed
/// @param failure why not; null if it completed
public record RunEnd(
        String runId, RunStatus status, @Nullable JsonNode result, @Nullable FailureView failure) {
    RunEnd masked(Masker masker) {
        return new RunEnd(runId, status, result == null ? null : masker.mask(result), failure);
    }
}
