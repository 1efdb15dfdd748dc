package dev.belay.definition.compile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `slack.chat.postMessage:1.0.0@default`: a function of a catalog.
public record CallName(String function, String version, String catalog) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9][\\w.-]*):([\\w.+-]+)@([A-Za-z0-9][\\w.-]*)");

    public static Optional<CallName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new CallName(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    boolean isDefault() {
        return catalog.equals("default");
    }
}
