package dev.belay.examples.sitewatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// @param times how often to look, from 1
/// @param pause between two looks; a minute where it is missing
public record WatchRequest(String url, int times, @Nullable Duration pause) {}
