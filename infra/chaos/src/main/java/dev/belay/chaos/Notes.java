package dev.belay.chaos;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.audit.Effect;
import dev.belay.testkit.audit.Promises;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the world remembers of a campaign: what was planned, what callers were promised, what
/// activities did. Kept in files that no kill of a host can change.
final class Notes {
    private static final String RUN = "run";
    private static final String SIGNAL = "signal";
    private static final String PLANNED = "planned";
    private static final String DONE = "done";

    private final Path effectsFile;
    private final Path callersFile;
    private final Path enoughFile;
    private final LineFile effects;
    private final LineFile callers;

    Notes(Path directory) {
        effectsFile = directory.resolve("effects");
        callersFile = directory.resolve("callers");
        enoughFile = directory.resolve("enough");
        effects = LineFile.open(effectsFile);
        callers = LineFile.open(callersFile);
    }

    // ---- what hosts note

    /// An attempt begins to take effect.
    void effect(String call, ActivityAttempt attempt) {
        Instant at = Instant.now();
        effects.add(
                "%s %s %d %s %s"
                        .formatted(
                                attempt.run(),
                                call,
                                attempt.number(),
                                attempt.idempotencyKey(),
                                at));
    }

    /// A caller is about to start a run.
    void planned(int number) {
        callers.add("%s %d".formatted(PLANNED, number));
    }

    /// A caller has seen the run to its end.
    void done(int number) {
        callers.add("%s %d".formatted(DONE, number));
    }

    void promised(RunKey run) {
        callers.add("%s %s".formatted(RUN, run));
    }

    void accepted(int number, RunKey run, String sender, String itemId) {
        callers.add("%s %s %s %s %d".formatted(SIGNAL, run, sender, itemId, number));
    }

    /// Tells callers to start no more runs.
    void enough() {
        try {
            Files.createFile(enoughFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what is read

    /// Grows with every effect.
    long size() {
        return effectsFile.toFile().length();
    }

    boolean isEnough() {
        return Files.exists(enoughFile);
    }

    Set<Integer> done() {
        return numbers(DONE);
    }

    List<Effect> effects() {
        return LineFile.read(effectsFile).stream()
                .map(line -> line.split(" "))
                .map(parts ->
                        new Effect(
                                RunKey.parse(parts[0]),
                                parts[1],
                                Integer.parseInt(parts[2]),
                                parts[3],
                                Instant.parse(parts[4])))
                .toList();
    }

    Promises promises() {
        Set<RunKey> runs =
                callers(RUN).map(parts -> RunKey.parse(parts[1])).collect(Collectors.toSet());
        var signals = new ArrayList<Promises.Signal>();
        Set<String> seen = new TreeSet<>();
        callers(SIGNAL)
                // Accepted again after a kill of the caller, maybe by a run that continues the one
                // that took it: the first time counts.
                .filter(parts -> seen.add(parts[4] + " " + parts[3]))
                .forEach(parts ->
                        signals.add(
                                new Promises.Signal(RunKey.parse(parts[1]), parts[2], parts[3])));
        return new Promises(runs, signals);
    }

    Set<Integer> planned() {
        return numbers(PLANNED);
    }

    /// What was planned and not seen to its end.
    Set<Integer> open() {
        Set<Integer> open = numbers(PLANNED);
        open.removeAll(numbers(DONE));
        return open;
    }

    private Set<Integer> numbers(String kind) {
        return callers(kind)
                .map(parts -> Integer.parseInt(parts[1]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String[]> callers(String kind) {
        return LineFile.read(callersFile).stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts[0].equals(kind));
    }
}
