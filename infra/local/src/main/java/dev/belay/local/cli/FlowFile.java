package dev.belay.local.cli;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.CompiledFlow;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.problem.Problem;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Severity;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.definition.publish.DefinitionPublisher.Published;
import dev.belay.definition.version.Canonical;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.local.flow.Compilers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.CRC32;

/// The definition of a flow in a file.
record FlowFile(String name, String text) {
    /// Whether an argument that names a workflow or a file names a file.
    static boolean isOne(String argument) {
        return argument.matches("(?i).+\\.(yaml|yml|json)")
                || Files.isRegularFile(Path.of(argument));
    }

    static FlowFile read(String name) {
        try {
            return new FlowFile(name, Files.readString(Path.of(name)));
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "the file %s cannot be read".formatted(name), e);
        }
    }

    static DefinitionPublisher publisher(FlowStore store) {
        return new DefinitionPublisher(Compilers.options(), store, InstantSource.system());
    }

    /// @throws InvalidDefinitionException also when the version is published with other content
    Published publish(FlowStore store, Workspace workspace) {
        return publisher(store).publish(workspace, text);
    }

    List<Problem> check(FlowStore store, Workspace workspace) {
        return publisher(store).check(workspace, text);
    }

    CompiledFlow compile() {
        return new FlowCompiler(Compilers.options()).compile(text);
    }

    /// Publishes it for this run: where its version has other content, as a draft of it, which
    /// nothing else runs.
    FlowVersion publishAsDraft(FlowStore store, Workspace workspace) {
        try {
            return publish(store, workspace).version();
        } catch (InvalidDefinitionException conflict) {
            if (conflict.problems().getFirst().code() != ProblemCode.VERSION_CONFLICT) {
                throw conflict;
            }
        }
        var plan = compile().plan();
        var draft = plan.definition().deepCopy();
        String version =
                "%s-draft.%s".formatted(plan.version(), fingerprint(Canonical.json(draft)));
        draft.withObject("/document").put("version", version);
        var compiled = new FlowCompiler(Compilers.options()).compile(draft);
        FlowVersion published =
                new FlowPublisher(store, InstantSource.system())
                        .publish(workspace, compiled.plan(), Canonical.json(draft));
        store.enable(workspace, published.workflow(), published.number(), false);
        return published;
    }

    private static String fingerprint(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "x%08x".formatted(crc.getValue());
    }

    /// `order.yaml:12:5: FLOW-302 'then' names no task 'shop'; did you mean 'ship'?`.
    String line(Problem problem) {
        return "%s:%s: %s%s %s; %s"
                .formatted(
                        name,
                        problem.position(),
                        problem.severity() == Severity.WARNING ? "warning " : "",
                        problem.code().code(),
                        problem.message(),
                        problem.fix());
    }
}
