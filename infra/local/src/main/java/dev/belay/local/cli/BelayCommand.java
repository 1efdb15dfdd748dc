package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.access.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What all commands share. An exit code of [Exit] comes back.
abstract class BelayCommand implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();

    // Set before the command is called.
    @Spec @Nullable CommandSpec spec;

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("the command was not made by picocli");
        }
        return spec;
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    final Session session() {
        return new Session(options);
    }

    final void print(String line) {
        out().println(line);
        out().flush();
    }

    final void printJson(Object value) {
        print(Json.writeIndented(value));
    }

    final ParameterException usage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    /// A value as it is given on the command line: JSON, or `@` and the file that holds it.
    final @Nullable JsonNode value(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String json = text.startsWith("@") ? contents(option, text.substring(1)) : text;
        try {
            return Json.readTree(option, json);
        } catch (dev.belay.core.error.BelayException e) {
            throw usage(
                    "%s is not JSON; a text needs quotes of its own, for example '\"yes\"'"
                            .formatted(option));
        }
    }

    private String contents(String option, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw usage("%s: the file %s cannot be read".formatted(option, file));
        }
    }
}
