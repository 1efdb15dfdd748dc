package dev.belay.core.message;

import dev.belay.core.model.RunKey;

/// What travels on a task queue.
public sealed interface QueueMessage permits RunMessage, ActivityTask {
    /// The run that the message is about.
    RunKey run();
}
