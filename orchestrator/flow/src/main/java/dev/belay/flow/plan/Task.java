package dev.belay.flow.plan;

import org.jspecify.annotations.Nullable;

/// One task of a flow.
///
/// @param id its place in [Plan#tasks]
/// @param pointer where it is in the definition, for example `/do/0/tryGetPet/try/0/getPet`
/// @param parent the task that encloses it, -1 at the top
/// @param next the task declared after it in its block, -1 at the end
/// @param condition `if`: where it is not true, the task is skipped and its input goes on
/// @param timeout how long it may take, all it contains included
public record Task(
        int id,
        String name,
        String pointer,
        int parent,
        int next,
        @Nullable Jq condition,
        Transform input,
        Transform output,
        Transform export,
        @Nullable Span timeout,
        Then then,
        Step step) {}
