package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.core.activity.ActivityException;
import dev.belay.definition.document.DocumentException;
import dev.belay.definition.document.DocumentLoader;
import dev.belay.functions.http.HttpTransport.Call;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents of definitions: from web servers that requests may go to as well, and from one
/// directory if there is one. For hosts that publish flows and so have the definition module.
public final class GuardedDocuments implements DocumentLoader, AutoCloseable {
    private static final int BYTES_MAX = 4 * 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Statuses FOUND = new Statuses(List.of("2xx"));

    private final HttpTransport transport;
    private final Courier courier;
    private final @Nullable Path directory;

    /// @param directory the only place that `file:` addresses may name something in; null for none
    public GuardedDocuments(HttpSettings settings, @Nullable Path directory) {
        this.transport = new HttpTransport(settings.guard(), HttpTransport::platform);
        this.courier = new Courier(transport, settings.redirectsMax());
        this.directory = directory;
    }

    @Override
    public String load(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> fetched(uri);
            case "file" -> read(uri);
            default -> throw new DocumentException("its address is no http, https or file address");
        };
    }

    private String fetched(URI uri) {
        try {
            var call =
                    new Call(
                            "GET",
                            Target.of(uri.toString(), Map.of()),
                            Map.of("accept", "application/json, application/yaml, */*;q=0.5"),
                            new byte[0]);
            var way = new Courier.Way(Deadline.in(TIMEOUT), BYTES_MAX, FOUND, true);
            var arrival = courier.send(call, Authenticator.NONE, way);
            if (!FOUND.contain(arrival.reply().status())) {
                throw new DocumentException(
                        "%s answered %d"
                                .formatted(
                                        arrival.call().target().origin(),
                                        arrival.reply().status()));
            }
            return new String(arrival.reply().body(), UTF_8);
        } catch (ActivityException e) {
            throw new DocumentException(String.valueOf(e.getMessage()));
        }
    }

    /// Links are followed before it is looked where the file is.
    private String read(URI uri) {
        if (directory == null) {
            throw new DocumentException("this installation loads no files");
        }
        try {
            Path file = Path.of(uri).toRealPath();
            if (!file.startsWith(directory.toRealPath()) || !Files.isRegularFile(file)) {
                throw absent();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(BYTES_MAX + 1);
                if (bytes.length > BYTES_MAX) {
                    throw new DocumentException("it has more than %d bytes".formatted(BYTES_MAX));
                }
                return new String(bytes, UTF_8);
            }
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw absent();
        }
    }

    /// The same for a file that is missing and one that is elsewhere: nobody learns what there is.
    private static DocumentException absent() {
        return new DocumentException("there is no such file in the directory for documents");
    }

    @Override
    public void close() {
        transport.close();
    }
}
