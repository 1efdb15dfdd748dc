package dev.belay.examples.sitewatch;

import java.time.Instant;
import java.util.List;

/// @param statuses what the site answered, in order
public record WatchReport(List<Integer> statuses, Instant until) {}
