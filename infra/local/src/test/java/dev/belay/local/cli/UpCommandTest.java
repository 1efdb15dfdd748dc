package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.local.access.ServerFile;
import dev.belay.local.backend.EmbeddedBackend;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    @TempDir Path data = Path.of("");

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Shell.Outcome outcome = new Shell(data).run("up", "--port", port);

            assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
            assertThat(outcome.err()).contains("[BLY-4009]").contains(port);
        }
    }

    @Test
    void a_store_in_use_is_named() {
        EmbeddedBackend backend = EmbeddedBackend.open(data);
        try (backend) {
            Shell.Outcome outcome = new Shell(data).run("up", "--port", "0");

            assertThat(outcome.exit()).isEqualTo(Exit.ERROR);
            assertThat(outcome.err()).contains("[BLY-4002]").contains(data.toString());
        }
    }

    @Test
    void the_note_of_a_server_that_is_gone_is_ignored() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        new ServerFile(data)
                .write(new ServerFile.Server(port, ProcessHandle.current().pid(), null));

        assertThat(new ServerFile(data).find()).isEmpty();
        assertThat(new Shell(data).run("list").exit()).isZero();
    }
}
