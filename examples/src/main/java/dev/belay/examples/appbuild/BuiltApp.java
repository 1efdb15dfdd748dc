package dev.belay.examples.appbuild;

import java.util.List;

/// What there is when an app is built: the ids of its parts.
public record BuiltApp(
        String project, List<String> agents, List<String> automations, int documents) {}
