package dev.belay.api.runs;

/// @param existing whether the run was open before, and the request said to use it
public record StartedRun(String workspace, String runId, String workflowId, boolean existing) {}
