package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.definition.document.DocumentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class GuardedDocumentsTest {
    private static final HttpSettings SETTINGS =
            HttpSettings.DEFAULT.withGuard(
                    AddressGuard.blockPrivate().onPorts(Set.of()).allowing("127.0.0.1/32"));

    private final LocalServer server = new LocalServer();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_document_comes_from_a_web_server_also_by_a_redirect() {
        server.redirect("/old", 301, "/pets.yaml");
        server.answer("/pets.yaml", 200, "application/yaml", "openapi: 3.1.0 # ä");
        try (var documents = new GuardedDocuments(SETTINGS, null)) {
            assertThat(documents.load(URI.create(server.url("/old"))))
                    .isEqualTo("openapi: 3.1.0 # ä");
        }
    }

    @Test
    void a_document_that_is_missing_too_large_or_elsewhere_is_refused() {
        server.answer("/none", 404, Map.of(), "");
        server.answer("/large", 200, "text/plain", "x".repeat(4 * 1024 * 1024 + 1));
        server.redirect("/inside", 302, "http://169.254.169.254/latest/meta-data/");
        try (var documents = new GuardedDocuments(SETTINGS, null)) {
            refuses(documents, server.url("/none"), "answered 404");
            refuses(documents, server.url("/large"), "4194304 bytes");
            refuses(documents, server.url("/inside"), "may not be requested");
            refuses(documents, "ftp://example.com/a", "no http, https or file address");
            refuses(documents, "file:///etc/passwd", "loads no files");
        }
    }

    @Test
    void a_file_comes_from_the_directory() throws IOException {
        Path file = Files.writeString(directory.resolve("pets.yaml"), "openapi: 3.1.0");
        try (var documents = new GuardedDocuments(SETTINGS, directory)) {
            assertThat(documents.load(file.toUri())).isEqualTo("openapi: 3.1.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "link", "missing", "."})
    void no_spelling_leads_out_of_the_directory(String name) throws IOException {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        Path outside = Files.writeString(directory.resolve("outside"), "secret");
        Files.createSymbolicLink(inside.resolve("link"), outside);
        try (var documents = new GuardedDocuments(SETTINGS, inside)) {
            refuses(documents, inside.toUri() + name, "no such file");
        }
    }

    private static void refuses(GuardedDocuments documents, String uri, String why) {
        assertThatThrownBy(() -> documents.load(URI.create(uri)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(why);
    }
}
