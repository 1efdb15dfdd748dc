package dev.belay.local.cli;

import dev.belay.core.error.BelayException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line as a whole: commands in, an exit code of [Exit] out.
public final class Cli {
    private Cli() {}

    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        var top =
                new CommandLine(new TopCommand())
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        // "@file" is the value of an option here, not a file of options.
                        .setExpandAtFiles(false)
                        .setUsageHelpWidth(100)
                        .setUsageHelpAutoWidth(false)
                        .setParameterExceptionHandler(Cli::misused)
                        .setExecutionExceptionHandler(Cli::failed);
        addHelp(top);
        return arguments.length == 0 ? help(top) : top.execute(arguments);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().exitCodeOnInvalidInput(Exit.USAGE);
        command.getSubcommands().values().forEach(Cli::addHelp);
    }

    private static int help(CommandLine top) {
        top.usage(top.getOut());
        return Exit.USAGE;
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(misuse.getMessage());
        err.println(
                "'%s --help' says what it takes"
                        .formatted(command.getCommandSpec().qualifiedName()));
        err.flush();
        return Exit.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof BelayException) {
            err.println(failure.getMessage());
        } else {
            err.println("something unexpected went wrong: " + failure);
        }
        OptionSpec verbose = command.getCommandSpec().findOption("--verbose");
        if (verbose != null && Boolean.TRUE.equals(verbose.getValue())) {
            failure.printStackTrace(err);
        }
        err.flush();
        return Exit.ERROR;
    }
}
