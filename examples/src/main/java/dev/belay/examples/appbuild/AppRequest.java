package dev.belay.examples.appbuild;

import org.jspecify.annotations.Nullable;

/// What somebody wants built.
///
/// @param name of the project: `a-z`, `0-9` and `-`
/// @param model that the agents use; null is `small`
/// @param schedule of the automations; null is `daily`
/// @param language that the search index stems; null is `en`
public record AppRequest(
        String name,
        String brief,
        @Nullable String model,
        @Nullable String schedule,
        @Nullable String language) {
    /// One that says no more than it must.
    public static AppRequest of(String name, String brief) {
        return new AppRequest(name, brief, null, null, null);
    }

    public AppRequest withModel(String newModel) {
        return new AppRequest(name, brief, newModel, schedule, language);
    }

    public AppRequest withSchedule(String newSchedule) {
        return new AppRequest(name, brief, model, newSchedule, language);
    }

    public AppRequest withLanguage(String newLanguage) {
        return new AppRequest(name, brief, model, schedule, newLanguage);
    }
}
