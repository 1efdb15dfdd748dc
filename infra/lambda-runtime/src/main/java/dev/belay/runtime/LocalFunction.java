package dev.belay.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A Lambda function in processes of this machine: started when events come, kept for the next
/// ones, killed when the time is up.
public final class LocalFunction implements AutoCloseable {
    private final FunctionSettings settings;
    private final List<ExecutionEnvironment> environments = new ArrayList<>();
    private final BlockingQueue<ExecutionEnvironment> idle = new LinkedBlockingQueue<>();

    public LocalFunction(FunctionSettings settings) {
        this.settings = settings;
        for (int i = 0; i < settings.concurrency(); i++) {
            environments.add(new ExecutionEnvironment(settings));
        }
        idle.addAll(environments);
    }

    public String name() {
        return settings.name();
    }

    /// Invokes it and waits, first for a process that has nothing to do.
    public Answer invoke(byte[] event) throws InterruptedException {
        ExecutionEnvironment environment = idle.take();
        try {
            return environment.invoke(event);
        } finally {
            // The one that was used last is the warmest, but a queue spreads the load evenly.
            idle.add(environment);
        }
    }

    /// The processes that live.
    public List<ProcessHandle> processes() {
        return environments.stream().flatMap(each -> each.living().stream()).toList();
    }

    /// Kills all of its processes, whatever they are doing, as a host that is lost does. The next
    /// event starts another.
    public void kill() {
        environments.forEach(ExecutionEnvironment::kill);
    }

    @Override
    public void close() {
        environments.forEach(ExecutionEnvironment::close);
    }
}
