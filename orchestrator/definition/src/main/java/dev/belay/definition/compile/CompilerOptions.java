package dev.belay.definition.compile;

import dev.belay.definition.document.DocumentLoader;
import dev.belay.definition.text.SourceLimits;
import dev.belay.flow.expression.Expressions;
import java.util.Set;

/// What a compiler asks of the installation it belongs to.
///
/// @param runs what `run` may start besides workflows; each means that a flow's author may execute
///   programs where the activity runs
public record CompilerOptions(
        Expressions expressions,
        DocumentLoader documents,
        ActionCatalog actions,
        FlowVersions versions,
        CronCheck cron,
        StartCheck starts,
        Set<RunKind> runs,
        SourceLimits sourceLimits,
        FlowLimits flowLimits) {
    public CompilerOptions {
        runs = Set.copyOf(runs);
    }

    public static CompilerOptions of(Expressions expressions) {
        return new CompilerOptions(
                expressions,
                DocumentLoader.NONE,
                ActionCatalog.OPEN,
                FlowVersions.NONE,
                CronCheck.FIELDS,
                StartCheck.ALL,
                Set.of(),
                SourceLimits.DEFAULT,
                FlowLimits.DEFAULT);
    }

    public CompilerOptions withDocuments(DocumentLoader loader) {
        return new CompilerOptions(
                expressions,
                loader,
                actions,
                versions,
                cron,
                starts,
                runs,
                sourceLimits,
                flowLimits);
    }

    public CompilerOptions withActions(ActionCatalog catalog) {
        return new CompilerOptions(
                expressions,
                documents,
                catalog,
                versions,
                cron,
                starts,
                runs,
                sourceLimits,
                flowLimits);
    }

    public CompilerOptions withVersions(FlowVersions published) {
        return new CompilerOptions(
                expressions,
                documents,
                actions,
                published,
                cron,
                starts,
                runs,
                sourceLimits,
                flowLimits);
    }

    public CompilerOptions withCron(CronCheck check) {
        return new CompilerOptions(
                expressions,
                documents,
                actions,
                versions,
                check,
                starts,
                runs,
                sourceLimits,
                flowLimits);
    }

    public CompilerOptions withStarts(StartCheck check) {
        return new CompilerOptions(
                expressions,
                documents,
                actions,
                versions,
                cron,
                check,
                runs,
                sourceLimits,
                flowLimits);
    }

    public CompilerOptions withRuns(Set<RunKind> allowed) {
        return new CompilerOptions(
                expressions,
                documents,
                actions,
                versions,
                cron,
                starts,
                allowed,
                sourceLimits,
                flowLimits);
    }

    public CompilerOptions withFlowLimits(FlowLimits limits) {
        return new CompilerOptions(
                expressions,
                documents,
                actions,
                versions,
                cron,
                starts,
                runs,
                sourceLimits,
                limits);
    }
}
