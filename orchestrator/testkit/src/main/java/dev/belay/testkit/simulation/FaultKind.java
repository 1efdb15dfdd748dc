package dev.belay.testkit.simulation;

/// What can go wrong. Each seed chooses some of these, and how often they strike.
public enum FaultKind {
    /// A queue delivers a message twice.
    MESSAGE_DUPLICATED("a message was duplicated"),
    /// A queue delivers a message later than asked.
    MESSAGE_LATE("a message came late"),
    /// A host keeps a message for so long that it is delivered again.
    MESSAGE_HIDDEN_TOO_SHORT("a message was delivered again while it was handled"),
    /// A store or a queue refuses a call, which has no effect.
    CALL_REFUSED("a call was refused"),
    /// A store or a queue takes a write, and its answer is lost.
    ANSWER_LOST("an answer was lost"),
    /// An index that is read eventually shows what was true before.
    READ_STALE("a list was stale"),
    HOST_DIED_BEFORE("a host died before an effect"),
    HOST_DIED_AFTER("a host died after an effect"),
    /// A host stands still in the middle of something, and goes on when others have moved.
    HOST_FROZEN("a host froze"),
    /// A host stands still and never goes on.
    HOST_RAN_OUT_OF_TIME("a host was stopped at its time limit"),
    /// A host forgets the runs that it holds in memory.
    MEMORY_LOST("a host lost its memory"),
    /// A host begins again with another build than the others have.
    BUILD_CHANGED("a host changed its build"),
    /// A timer sweep does not happen.
    SWEEP_MISSED("a timer sweep was missed"),
    /// Whoever starts or signals a run dies in the middle of it.
    CALLER_DIED("a caller died");

    private final String text;

    FaultKind(String text) {
        this.text = text;
    }

    /// In words.
    public String text() {
        return text;
    }
}
