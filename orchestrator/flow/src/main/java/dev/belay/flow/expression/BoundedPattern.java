package dev.belay.flow.expression;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions that people write and texts that strangers send: the expression may look at
/// so many characters, so that none takes for ever on a text that was made for it.
public final class BoundedPattern {
    private static final int LOOKS_MAX = 100_000;

    private BoundedPattern() {}

    /// Whether a text is as wanted: the same, or the expression matches the whole of it. What is no
    /// expression, or looks too often, matches nothing.
    public static boolean fits(String wanted, String actual) {
        if (wanted.equals(actual)) {
            return true;
        }
        try {
            return Pattern.compile(wanted).matcher(new Watched(actual)).matches();
        } catch (PatternSyntaxException | TooMuchException | StackOverflowError _) {
            return false;
        }
    }

    private static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// A text that may be looked at so often.
    private static final class Watched implements CharSequence {
        private final CharSequence text;
        private int looks;

        Watched(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS_MAX) {
                throw new TooMuchException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
