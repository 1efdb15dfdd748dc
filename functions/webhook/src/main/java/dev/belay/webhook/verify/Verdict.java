package dev.belay.webhook.verify;

/// Whether a request comes from whom it should.
public sealed interface Verdict {
    /// @param secret which of the live secrets fits; above 0 means that a rotation is under way
    record Verified(int secret) implements Verdict {}

    /// @param detail names fields and sizes, never values
    record Refused(Refusal refusal, String detail) implements Verdict {}

    static Refused refused(Refusal refusal, String detail) {
        return new Refused(refusal, detail);
    }

    static Refused refused(Refusal refusal) {
        return new Refused(refusal, "");
    }
}
