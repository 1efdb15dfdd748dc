package dev.belay.definition.text;

/// How much text a definition may be, before and after its aliases are written out.
///
/// @param charsMax characters of the text
/// @param depthMax containers inside each other
/// @param nodesMax values, those that aliases repeat counted each time
public record SourceLimits(int charsMax, int depthMax, int nodesMax) {
    public static final SourceLimits DEFAULT = new SourceLimits(1_000_000, 100, 50_000);
}
