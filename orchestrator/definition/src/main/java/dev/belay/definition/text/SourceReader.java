package dev.belay.definition.text;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML 1.2, of which JSON is a part, within limits that hold whatever the text says.
public final class SourceReader {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setLabel("flow").setCodePointLimit(Integer.MAX_VALUE).build();

    private final SourceLimits limits;

    public SourceReader(SourceLimits limits) {
        this.limits = limits;
    }

    /// @return what the text says, or nothing if it cannot be read, which is then reported
    public Optional<Source> read(String text, Problems problems) {
        if (text.length() > limits.charsMax()) {
            problems.at(
                    new Position(1, 1),
                    "",
                    ProblemCode.TEXT_TOO_LARGE,
                    "the text has %d characters, at most %d are read"
                            .formatted(text.length(), limits.charsMax()),
                    "move data out of the definition, or split the flow");
            return Optional.empty();
        }
        try {
            var events = new Parse(SETTINGS).parseString(spacesForTabsInJson(text)).iterator();
            return document(new EventReader(events, problems, limits), problems);
        } catch (EventReader.StopReading reported) {
            return Optional.empty();
        } catch (MarkedYamlEngineException unreadable) {
            problems.at(
                    EventReader.position(
                            unreadable.getProblemMark().or(unreadable::getContextMark)),
                    "",
                    ProblemCode.SYNTAX,
                    "this is not YAML: " + oneLine(unreadable),
                    "check the indentation and the quotes here and on the line above");
            return Optional.empty();
        } catch (YamlEngineException unreadable) {
            problems.at(
                    new Position(1, 1),
                    "",
                    ProblemCode.SYNTAX,
                    "this is not YAML: "
                            + String.valueOf(unreadable.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    "remove characters that are not text");
            return Optional.empty();
        }
    }

    private Optional<Source> document(EventReader reader, Problems problems)
            throws EventReader.StopReading {
        reader.next();
        Event start = reader.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            problems.at(
                    new Position(1, 1),
                    "",
                    ProblemCode.SYNTAX,
                    "the text is empty",
                    "begin with 'document:'");
            return Optional.empty();
        }
        YamlNode root = reader.node(reader.next(), 0);
        reader.next();
        Event after = reader.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            problems.at(
                    EventReader.position(after.getStartMark()),
                    "",
                    ProblemCode.UNSUPPORTED_YAML,
                    "a second document begins here",
                    "publish each definition as a text of its own, without '---' between them");
            return Optional.empty();
        }
        return Optional.of(new TreeBuilder(problems, limits).build(root));
    }

    /// JSON may be indented with tabs, YAML may not; inside a JSON string a tab is not allowed, so
    /// each one is white space, and columns stay what they were.
    private static String spacesForTabsInJson(String text) {
        return text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    }

    private static String oneLine(MarkedYamlEngineException unreadable) {
        String problem = unreadable.getProblem();
        return problem == null ? "it cannot be read" : problem.lines().findFirst().orElse("");
    }
}
