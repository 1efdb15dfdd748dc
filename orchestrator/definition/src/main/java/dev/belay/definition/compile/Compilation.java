package dev.belay.definition.compile;

import dev.belay.definition.problem.Problems;
import dev.belay.definition.schema.SpecificationCheck;
import dev.belay.definition.text.SourceNode;
import dev.belay.definition.text.SourceReader;
import java.util.LinkedHashSet;
import java.util.Set;

/// What the parts of one compilation share.
final class Compilation {
    final CompilerOptions options;
    final Problems problems;
    final SourceNode root;
    final Set<String> secrets;
    final ExpressionPart expressions;
    final Durations durations;
    final Components components;
    final Documents documents;
    final SchemaPart schemas;
    final RetryPart retries;
    final AuthenticationPart authentications;
    final EventPart events;
    final ActivityPart activities;
    final TaskCompiler tasks;

    Compilation(
            CompilerOptions options,
            SpecificationCheck specification,
            SourceNode root,
            Problems problems) {
        this.options = options;
        this.problems = problems;
        this.root = root;
        this.secrets = secretsOf(root);
        expressions = new ExpressionPart(options.expressions(), secrets, problems);
        durations = new Durations(expressions, problems);
        components = new Components(root, problems);
        documents =
                new Documents(
                        options.documents(), new SourceReader(options.sourceLimits()), problems);
        schemas = new SchemaPart(documents, problems);
        retries = new RetryPart(this);
        authentications = new AuthenticationPart(this);
        events = new EventPart(this);
        activities = new ActivityPart(this);
        tasks = new TaskCompiler(this, specification);
    }

    private static Set<String> secretsOf(SourceNode root) {
        var names = new LinkedHashSet<String>();
        root.find("use", "secrets")
                .ifPresent(list -> list.items().forEach(name -> names.add(name.text())));
        return Set.copyOf(names);
    }
}
