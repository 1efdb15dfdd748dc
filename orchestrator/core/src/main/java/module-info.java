/// The engine of Belay. It has no clock, thread pool, socket or randomness of its own: time arrives
/// in events or through `java.time.InstantSource`, everything else through ports.
module dev.belay.core {
    requires static org.jspecify;

    exports dev.belay.core.activity;
    exports dev.belay.core.client;
    exports dev.belay.core.codec;
    exports dev.belay.core.command;
    exports dev.belay.core.decider;
    exports dev.belay.core.engine;
    exports dev.belay.core.error;
    exports dev.belay.core.history;
    exports dev.belay.core.machine;
    exports dev.belay.core.message;
    exports dev.belay.core.model;
    exports dev.belay.core.port;
    exports dev.belay.core.replay;
    exports dev.belay.core.workflow;
}
