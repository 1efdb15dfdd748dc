package dev.belay.api.steps;

import dev.belay.api.runs.HistoryPage;
import java.util.List;

/// A step with what its history says of it, masked.
///
/// @param omitted how many events are left out between the first and the last
public record StepDetails(StepView step, List<HistoryPage.Line> events, int omitted) {}
