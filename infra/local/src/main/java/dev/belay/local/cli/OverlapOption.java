package dev.belay.local.cli;

import dev.belay.schedule.Overlap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What to do while a run is open, this once.
final class OverlapOption {
    @Option(
            names = "--overlap",
            paramLabel = "POLICY",
            description =
                    "While a run is open, this once: skip, buffer-one, buffer-all, "
                            + "cancel-other, terminate-other, allow-all.")
    @Nullable String overlap;

    @Nullable Overlap choice(BelayCommand command) {
        if (overlap == null) {
            return null;
        }
        try {
            return Overlap.valueOf(overlap.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException _) {
            throw command.usage(
                    "--overlap is '%s'; write skip, buffer-one, buffer-all, cancel-other, terminate-other or allow-all"
                            .formatted(overlap));
        }
    }
}
