package dev.belay.webhook.verify;

/// Why a delivery was refused. The sentence is for the operator; the sender is told the status.
public enum Refusal {
    UNSIGNED(401, "the request carries no signature where the sender puts it"),
    UNREADABLE_SIGNATURE(401, "the signature is not written as the sender writes it"),
    WRONG_SIGNATURE(
            401,
            "the signature does not fit the request and any live secret; the secret is another one, the request was changed on its way, or somebody else sent it"),
    UNDATED(401, "the request does not say when it was signed"),
    STALE(
            401,
            "it was signed too long ago or in the future; it was replayed, queued for long, or a clock is wrong"),
    WRONG_DIGEST(401, "the body does not have the digest that was signed"),
    WRONG_TOKEN(401, "the token of the handshake is not the trigger's"),
    WRONG_CLAIMS(401, "the token was signed well, but not for this trigger, or has expired"),
    NO_SECRET(401, "the trigger has no secret to verify with; set it"),
    UNUSABLE_SECRET(
            401, "no live secret is a key as this sender needs it; copy it again, with its prefix"),
    NO_SCHEME(401, "the sender has no signature for a request of this form"),
    UNREADABLE_CONTENT(400, "the body cannot be read as its content type says"),
    NOT_AN_EVENT(400, "the request is neither an event nor a handshake of the sender"),
    NO_MAPPING(202, "the trigger's expressions failed on the event; correct them, then redeliver"),
    CIRCLE(
            202,
            "the event comes from the last of many runs that each started the next; see whether the flows go in a circle, then redeliver"),
    CONFLICT(409, "another run has the workflow id, and the trigger does not allow a second"),
    TOO_LARGE(413, "the body is larger than the trigger takes"),
    TOO_MANY_HEADERS(431, "the request has more headers, or larger ones, than are taken"),
    METHOD(405, "the method is not one that deliveries use"),
    DISABLED(410, "the trigger is disabled"),
    OUTAGE(503, "a store did not do its part; the sender was asked to try again");

    private final int status;
    private final String sentence;

    Refusal(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /// What the sender is answered with.
    public int status() {
        return status;
    }

    /// For the operator.
    public String sentence() {
        return sentence;
    }
}
