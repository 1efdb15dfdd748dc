package dev.belay.testkit.replay;

import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.PayloadCodec;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.json.JacksonPayloadCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Asks whether the code at hand continues runs that other code began.
///
/// ```java
/// ReplayVerifier.of(Checkout.TYPE).verifyAll(Path.of("src/test/resources/histories")).assertFits();
/// ```
///
/// Workflow code runs; activities, local ones included, do not, and nothing is written: where the
/// record ends, the replay ends.
public final class ReplayVerifier {
    /// What exported histories end with.
    public static final String SUFFIX = ".jsonl";

    private final Function<Payloads, ? extends Deciders> deciders;
    private final PayloadCodec codec;

    private ReplayVerifier(Function<Payloads, ? extends Deciders> deciders, PayloadCodec codec) {
        this.deciders = deciders;
        this.codec = codec;
    }

    public static ReplayVerifier of(WorkflowType<?, ?>... types) {
        return of(List.of(types));
    }

    /// @throws BelayException `INVALID_OPTIONS` when two types share a name and a version
    public static ReplayVerifier of(Collection<? extends WorkflowType<?, ?>> types) {
        return deciding(payloads -> new WorkflowRegistry(types, payloads));
    }

    /// For deciders that are not code workflows.
    public static ReplayVerifier deciding(Function<Payloads, ? extends Deciders> deciders) {
        return new ReplayVerifier(deciders, new JacksonPayloadCodec());
    }

    /// For workflows whose values are not the JSON that Belay brings.
    public ReplayVerifier withCodec(PayloadCodec other) {
        return new ReplayVerifier(deciders, other);
    }

    /// Verifies one exported history.
    public ReplayVerdict verify(Path exported) {
        ExportedHistory history;
        try {
            history = HistoryExport.read(Files.readString(exported));
        } catch (BelayException unreadable) {
            return ReplayVerdict.of(exported.toString(), unreadable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return verify(exported.toString(), history);
    }

    public ReplayVerdict verify(ExportedHistory history) {
        return verify(history.run().toString(), history);
    }

    private ReplayVerdict verify(String subject, ExportedHistory history) {
        return verify(subject, history.run(), history.reader(), history.payloadStore());
    }

    /// Verifies each file that ends with [#SUFFIX] in a directory and below, by name. One history
    /// at a time is in memory.
    public ReplayReport verifyAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return new ReplayReport(
                    files.filter(file -> file.toString().endsWith(SUFFIX))
                            .sorted()
                            .map(this::verify)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Verifies a run where it is kept.
    ///
    /// @throws BelayException when a store does not answer; that says nothing about the code
    public ReplayVerdict verify(HistoryReader histories, PayloadStore payloads, RunKey run) {
        return verify(run.toString(), run, histories, payloads);
    }

    /// Verifies runs where they are kept.
    public ReplayReport verifyAll(
            HistoryReader histories, PayloadStore payloads, Collection<RunKey> runs) {
        var verdicts = new ArrayList<ReplayVerdict>();
        runs.forEach(run -> verdicts.add(verify(histories, payloads, run)));
        return new ReplayReport(verdicts);
    }

    /// Whether the code at hand can begin a run that has not begun: there is nothing to replay, but
    /// its workflow and version must be known.
    public ReplayVerdict verifyStart(RunKey run, StartRequest request, Instant startedAt) {
        try {
            var none = new ExportedHistory(run, List.of(), Map.of()).payloadStore();
            deciders.apply(new Payloads(codec, none)).open(run, request, startedAt).dispose();
            return new ReplayVerdict.Fits(run.toString(), run.toString(), 0);
        } catch (BelayException unknown) {
            return ReplayVerdict.of(run.toString(), unknown);
        }
    }

    private ReplayVerdict verify(
            String subject, RunKey run, HistoryReader histories, PayloadStore store) {
        var counted = new CountedHistory(histories);
        RecordedDeciders recorded =
                new RecordedDeciders(
                        deciders.apply(new Payloads(codec, new ReadOnlyPayloads(store))));
        try {
            new RunLoader(counted, recorded, "replay verifier").replayed(run).dispose();
            return new ReplayVerdict.Fits(subject, run.toString(), counted.batches());
        } catch (BelayException failed) {
            BelayException first = recorded.failure().orElse(failed);
            if (first.code().isOutage() && first.code() != ErrorCode.STORE_CORRUPT) {
                throw first;
            }
            return ReplayVerdict.of(subject, first);
        }
    }
}
