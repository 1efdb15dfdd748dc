package dev.belay.schedule;

/// How many due times ended which way since the schedule was made, and how its runs ended.
///
/// @param started runs, whatever they were due for
public record Counts(
        long started,
        long fired,
        long caughtUp,
        long skippedOverlap,
        long skippedPaused,
        long missed,
        long completed,
        long failed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(DueStatus status, long count) {
        return switch (status) {
            case FIRED ->
                    new Counts(
                            started + count,
                            fired + count,
                            caughtUp,
                            skippedOverlap,
                            skippedPaused,
                            missed,
                            completed,
                            failed);
            case CAUGHT_UP ->
                    new Counts(
                            started + count,
                            fired,
                            caughtUp + count,
                            skippedOverlap,
                            skippedPaused,
                            missed,
                            completed,
                            failed);
            case SKIPPED_OVERLAP ->
                    new Counts(
                            started,
                            fired,
                            caughtUp,
                            skippedOverlap + count,
                            skippedPaused,
                            missed,
                            completed,
                            failed);
            case SKIPPED_PAUSED ->
                    new Counts(
                            started,
                            fired,
                            caughtUp,
                            skippedOverlap,
                            skippedPaused + count,
                            missed,
                            completed,
                            failed);
            case MISSED ->
                    new Counts(
                            started,
                            fired,
                            caughtUp,
                            skippedOverlap,
                            skippedPaused,
                            missed + count,
                            completed,
                            failed);
            case BUFFERED, IN_DST_GAP -> this;
        };
    }

    Counts ended(boolean well) {
        return new Counts(
                started,
                fired,
                caughtUp,
                skippedOverlap,
                skippedPaused,
                missed,
                completed + (well ? 1 : 0),
                failed + (well ? 0 : 1));
    }
}
