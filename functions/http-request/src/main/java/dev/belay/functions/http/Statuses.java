package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import java.util.List;
import java.util.regex.Pattern;

/// Which statuses are meant: single ones (`429`) and classes (`5xx`).
record Statuses(List<String> patterns) {
    private static final Pattern VALID = Pattern.compile("[1-5]([0-9]{2}|xx)");

    Statuses {
        for (String pattern : patterns) {
            if (!VALID.matcher(pattern).matches()) {
                throw ActivityException.permanent(
                        HttpRequestActivity.INVALID,
                        "status '%s' is not one; expected three digits or a class like 5xx"
                                .formatted(pattern.length() <= 10 ? pattern : "…"));
            }
        }
    }

    boolean contain(int status) {
        return patterns.contains(String.valueOf(status)) || patterns.contains(status / 100 + "xx");
    }
}
