package dev.belay.definition.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.problem.Problem;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Severity;
import dev.belay.definition.text.Position;
import java.util.List;

/// Whether a definition may take a version that is published already. A version never changes its
/// meaning: runs that began with it go on with it.
public final class Publication {
    private Publication() {}

    /// Publishing the same again does nothing and succeeds.
    ///
    /// @return whether the two say the same
    /// @throws InvalidDefinitionException `VERSION_CONFLICT` if they differ, with what differs
    public static boolean isSame(JsonNode published, JsonNode offered) {
        if (Canonical.json(published).equals(Canonical.json(offered))) {
            return true;
        }
        JsonNode document = offered.path("document");
        String version = document.path("version").asText();
        throw new InvalidDefinitionException(
                List.of(
                        new Problem(
                                ProblemCode.VERSION_CONFLICT,
                                Severity.ERROR,
                                Position.NONE,
                                "/document/version",
                                "version %s of %s.%s is published with other content (%s)"
                                        .formatted(
                                                version,
                                                document.path("namespace").asText(),
                                                document.path("name").asText(),
                                                FlowDiff.between(published, offered).summary()),
                                "publish it under a new version")),
                List.of());
    }
}
