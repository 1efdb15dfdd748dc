package dev.belay.local;

import dev.belay.local.cli.Cli;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The entry of the command line. Only `up` starts a server; every other command is done before one
/// would have started.
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Cli.execute(out, err, arguments));
    }
}
