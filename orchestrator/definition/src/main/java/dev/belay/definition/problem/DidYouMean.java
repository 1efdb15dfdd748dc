package dev.belay.definition.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what an author probably meant by a name that does not exist.
public final class DidYouMean {
    private DidYouMean() {}

    /// "did you mean 'ship'?", or what there is to choose from.
    public static String among(String given, Collection<String> known) {
        return nearest(given, known)
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() ->
                        known.isEmpty()
                                ? "none is defined here"
                                : "expected one of "
                                        + String.join(
                                                ", ", known.stream().sorted().limit(20).toList()));
    }

    /// The known name with the fewest edits, if they are few for its length.
    public static Optional<String> nearest(String given, Collection<String> known) {
        String best = null;
        int least = 1 + Math.max(1, given.length() / 3);
        for (String name : known.stream().sorted().toList()) {
            if (Math.abs(name.length() - given.length()) < least) {
                int edits = edits(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
                if (edits < least) {
                    least = edits;
                    best = name;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
