package dev.belay.jq.node;

import dev.belay.jq.value.JqError;

/// Something left to do when there is no further result from here: the next alternative.
abstract class Choice {
    /// Its turn has come; it is off the stack already.
    abstract void retry(Machine machine);

    /// An error is on its way up. True when it ends here, and the machine has something to do.
    boolean caught(Machine machine, JqError error) {
        return false;
    }
}
