package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;

/// What starts a flow from outside, as `document.metadata.belay.triggers` lists it.
///
/// @param type for example `webhook`; what is known is up to the installation
/// @param settings everything that the trigger says, its name and type included
public record FlowTrigger(String name, String type, JsonNode settings) {}
