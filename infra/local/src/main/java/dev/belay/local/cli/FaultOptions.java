package dev.belay.local.cli;

import dev.belay.local.host.Faults;
import java.util.List;
import picocli.CommandLine.Option;

/// What goes wrong on purpose.
final class FaultOptions {
    @Option(
            names = "--fault",
            paramLabel = "ACTIVITY=KIND",
            description = {
                "Let an activity go wrong, to see what happens then; repeatable. KIND is",
                "fail: every attempt fails; fail:N: the first N attempts fail;",
                "lose: every attempt's host is lost; slow:SECONDS: every attempt takes longer."
            })
    List<String> faults = List.of();

    Faults parsed() {
        return Faults.parse(faults);
    }
}
