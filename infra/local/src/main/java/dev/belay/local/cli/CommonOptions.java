package dev.belay.local.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Options of every command.
final class CommonOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".belay/data",
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}")
    Path data = Path.of(".belay/data");

    @Option(
            names = "--backend",
            paramLabel = "KIND",
            defaultValue = "embedded",
            description =
                    "What keeps it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. "
                            + "'memory' keeps nothing; 'aws-local' emulates DynamoDB and SQS; 'aws' is the"
                            + " stack that BELAY_TABLE, BELAY_QUEUE_PREFIX and BELAY_BUCKET name.")
    BackendKind backend = BackendKind.EMBEDDED;

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The workspace. Default: ${DEFAULT-VALUE}")
    String workspace = "default";

    @Option(names = "--json", description = "Answer in JSON, for machines.")
    boolean json;

    @Option(names = "--verbose", description = "Show stack traces and warnings.")
    boolean verbose;
}
