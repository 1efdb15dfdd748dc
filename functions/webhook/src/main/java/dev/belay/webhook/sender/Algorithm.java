package dev.belay.webhook.sender;

/// How a signature is made.
public enum Algorithm {
    HMAC_SHA1("HmacSHA1", Kind.MAC),
    HMAC_SHA256("HmacSHA256", Kind.MAC),
    HMAC_SHA512("HmacSHA512", Kind.MAC),
    ED25519("Ed25519", Kind.PUBLIC_KEY),
    ECDSA_P256("SHA256withECDSA", Kind.PUBLIC_KEY),
    ECDSA_SHA1("SHA1withECDSA", Kind.PUBLIC_KEY),
    RSA_SHA1("SHA1withRSA", Kind.PUBLIC_KEY),
    RSA_SHA256("SHA256withRSA", Kind.PUBLIC_KEY),
    /// The secret itself is sent.
    SHARED("", Kind.SHARED),
    /// A token that says who signed it, and how.
    JWT("", Kind.JWT),
    /// Nothing is proven; a trigger must allow that explicitly.
    NONE("", Kind.NONE);

    public enum Kind {
        MAC,
        PUBLIC_KEY,
        SHARED,
        JWT,
        NONE
    }

    private final String javaName;
    private final Kind kind;

    Algorithm(String javaName, Kind kind) {
        this.javaName = javaName;
        this.kind = kind;
    }

    /// What Java's cryptography calls it.
    public String javaName() {
        return javaName;
    }

    public Kind kind() {
        return kind;
    }
}
