package dev.belay.definition.text;

/// A place in a text, both numbers from 1; [#NONE] for a definition that never was a text.
public record Position(int line, int column) {
    public static final Position NONE = new Position(0, 0);

    /// `12:5`.
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
