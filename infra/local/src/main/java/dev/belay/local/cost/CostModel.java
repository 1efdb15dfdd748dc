package dev.belay.local.cost;

/// Plans a bill: what runs of one shape will ask of AWS, counted as a receipt counts it.
///
/// Activities that are asked for side by side are sent, received and taken off the queue together,
/// and so are their answers; each answer is sent by itself.
public final class CostModel {
    /// A send, a receive and a removal.
    private static final int REQUESTS_PER_MESSAGE = 3;

    private CostModel() {}

    /// The bill of all runs.
    public static Receipt of(Workload workload, Prices prices) {
        return Receipt.of(usage(workload), prices);
    }

    static Receipt.Counts usage(Workload workload) {
        Usage run = Usage.of(workload.history());
        double together = workload.sideBySide();
        double attempts = (double) run.attempts();
        double alone = (double) run.messages() - 2 * attempts;
        double tasks = attempts * REQUESTS_PER_MESSAGE / together;
        double answers = attempts * (1 + 2 / together);
        return new Receipt.Counts(
                        (double) run.writeUnits(),
                        (double) run.readUnits(),
                        alone * REQUESTS_PER_MESSAGE + tasks + answers,
                        run.advances() + attempts / together,
                        (double) run.advances(),
                        attempts)
                .times((double) workload.runs());
    }
}
