package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// Goal: publishing is quick enough to do on every keystroke of an editor.
///
/// Method: CPU time of this thread, warm, so that what else the machine does counts for nothing.
class CompileTimeTest {
    private static final int WARM_UP = 60;
    private static final int MEASURED = 20;
    private static final double MILLIS_MAX = 50;

    @Test
    void a_flow_of_fifty_tasks_compiles_in_fifty_milliseconds_of_cpu_when_warm() {
        var text = new StringBuilder(BadDefinitions.HEADER).append("\ndo:\n");
        for (int i = 0; i < 10; i++) {
            text.append(
                    """
                    - call%1$d:
                        call: http
                        with: { method: post, endpoint: { uri: 'https://example.com/%1$d/{id}' }, body: { a: '${ .a%1$d }' } }
                        output: { as: '.items | map(.id + %1$d)' }
                    - act%1$d: { call: 'slack.chat.postMessage:1.0.0@default', with: { connection: main, text: '${ .t%1$d }' } }
                    - try%1$d:
                        try: [ { in%1$d: { set: { x: '${ .x%1$d }' } } } ]
                        catch: { retry: { delay: PT1S, limit: { attempt: { count: 3 } } } }
                    - wait%1$d: { if: .slow%1$d, wait: { seconds: 5 } }
                    """
                            .formatted(i));
        }
        var compiler = new FlowCompiler(TestOptions.options());
        assertThat(compiler.compile(text.toString()).plan().tasks()).hasSize(50);
        for (int i = 0; i < WARM_UP; i++) {
            compiler.compile(text.toString());
        }

        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < MEASURED; i++) {
            compiler.compile(text.toString());
        }
        double millis = (threads.getCurrentThreadCpuTime() - before) / 1e6 / MEASURED;

        assertThat(millis).as("CPU milliseconds to compile 50 tasks").isLessThan(MILLIS_MAX);
        System.out.printf("50 tasks: %.1f ms of CPU%n", millis);
    }
}
