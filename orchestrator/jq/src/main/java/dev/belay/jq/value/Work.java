package dev.belay.jq.value;

import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import java.time.Instant;
import java.util.Locale;

/// What one evaluation has used up. Everything that computes, copies or nests pays here first, so
/// the same expression over the same value ends at the same place on every host.
public final class Work {
    /// How deep values, calls and alternatives may nest.
    public static final int DEPTH_MAX = 500;

    /// How many calls and alternatives may be open at a time.
    public static final int OPEN_MAX = 10_000;

    /// All that is built on the way may be this many times larger than the result.
    public static final int BUILT_FACTOR = 8;

    /// Characters that one step pays for.
    private static final int CHARS_PER_STEP = 32;

    private final EvaluationScope scope;
    private long stepsLeft;
    private long bytesLeft;
    private int depth;

    public Work(EvaluationScope scope) {
        this.scope = scope;
        this.stepsLeft = scope.stepsMax();
        this.bytesLeft = builtMax(scope);
    }

    private static long builtMax(EvaluationScope scope) {
        return scope.bytesMax() * BUILT_FACTOR;
    }

    public Instant now() {
        return scope.now();
    }

    public void step() {
        if (--stepsLeft < 0) {
            stepsLeft = 0;
            throw tooManySteps();
        }
    }

    public void steps(long count) {
        stepsLeft -= count < 0 ? Long.MAX_VALUE : count;
        if (stepsLeft < 0) {
            stepsLeft = 0;
            throw tooManySteps();
        }
    }

    /// Reading so many characters.
    public void chars(int count) {
        steps(1 + count / CHARS_PER_STEP);
    }

    /// Building so many bytes, whether they are kept or not. A number that overflowed is too many.
    public void build(long bytes) {
        bytesLeft -= bytes < 0 ? Long.MAX_VALUE : bytes;
        if (bytesLeft < 0) {
            bytesLeft = 0;
            throw tooMuch(
                    "built more than %s bytes on the way".formatted(shown(builtMax(scope))),
                    "build smaller values, or fewer of them");
        }
    }

    public void buildText(long chars) {
        build(48 + 2 * chars);
        steps(1 + chars / CHARS_PER_STEP);
    }

    public void buildArray(long size) {
        build(48 + 8 * size);
        steps(1 + size / 8);
    }

    public void buildObject(long size) {
        build(96 + 48 * size);
        steps(1 + size);
    }

    /// Whether nothing was built, so that the result is a part of what came in.
    public boolean builtNothing() {
        return bytesLeft == builtMax(scope);
    }

    /// One level down into a value; [#up] must follow.
    public void down() {
        step();
        if (++depth > DEPTH_MAX) {
            throw tooDeep();
        }
    }

    public void up() {
        depth--;
    }

    /// After an error was caught: whatever was walking down a value has stopped.
    public void flat() {
        depth = 0;
    }

    public long bytesMax() {
        return scope.bytesMax();
    }

    public long stepsUsed() {
        return scope.stepsMax() - stepsLeft;
    }

    public static ExpressionException tooDeep() {
        return tooMuch(
                "nested a value more than %s levels deep".formatted(shown(DEPTH_MAX)),
                "keep values flatter");
    }

    public static ExpressionException tooManyOpen() {
        return tooMuch(
                "had more than %s calls or alternatives open".formatted(shown(OPEN_MAX)),
                "use map, reduce, range, while or until in place of a function that calls itself");
    }

    public ExpressionException tooLarge() {
        return tooMuch(
                "has a result of more than %s bytes".formatted(shown(scope.bytesMax())),
                "keep the data in a store of your own and pass its key");
    }

    private ExpressionException tooManySteps() {
        return tooMuch(
                "took more than %s steps".formatted(shown(scope.stepsMax())),
                "end its loops earlier, or move the computing into a function");
    }

    private static ExpressionException tooMuch(String what, String fix) {
        return new ExpressionException(Kind.TOO_MUCH, "the expression " + what + "; " + fix);
    }

    /// The same on every host, because a message may become a part of a history.
    private static String shown(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
