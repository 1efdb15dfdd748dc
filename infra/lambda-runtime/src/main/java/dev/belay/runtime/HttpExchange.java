package dev.belay.runtime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As much of HTTP/1.1 as the clients of the runtime API use: requests one after another on a
/// connection, with or without a length.
///
/// Head and body of an answer leave in one piece. In two, the second waits for the other side's
/// delayed acknowledgement of the first, which takes 40 milliseconds.
final class HttpExchange implements AutoCloseable {
    private static final int LINE_BYTES_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 100;

    private final Socket socket;
    private final InputStream in;

    HttpExchange(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param headers under lower-case names
    record Request(String method, String path, Map<String, String> headers, byte[] body) {}

    /// Waits for the next request. Null when the other side has closed the connection.
    @Nullable Request read() throws IOException {
        String line = line();
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("not a request: " + line);
        }
        var headers = new HashMap<String, String>();
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon < 1 || headers.size() >= HEADERS_MAX) {
                throw new IOException("not a header, or one too many: " + header);
            }
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Request(parts[0], parts[1], headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        return exactly(size(headers.getOrDefault("content-length", "0"), 10));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            String head = line();
            if (head == null) {
                throw new EOFException("the body ended early");
            }
            int size = size(head.split(";", 2)[0].strip(), 16);
            if (size == 0) {
                break;
            }
            if (body.size() + size > Invocation.BYTES_MAX + LINE_BYTES_MAX) {
                throw new IOException("the body is too large");
            }
            body.write(exactly(size));
            line();
        }
        // Trailers, and the empty line that ends them.
        for (String line = line(); line != null && !line.isEmpty(); ) {
            line = line();
        }
        return body.toByteArray();
    }

    private static int size(String digits, int radix) throws IOException {
        try {
            int size = Integer.parseUnsignedInt(digits, radix);
            if (size >= 0 && size <= 4 * Invocation.BYTES_MAX) {
                return size;
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw new IOException("not a size: " + digits);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the body ended early");
        }
        return bytes;
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            if (line.size() >= LINE_BYTES_MAX) {
                throw new IOException("a line is longer than %d bytes".formatted(LINE_BYTES_MAX));
            }
            line.write(b);
        }
        return null;
    }

    void write(int status, Map<String, String> headers, byte[] body) throws IOException {
        var head = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(status, "-"));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var whole = new ByteArrayOutputStream(head.length() + body.length);
        whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        synchronized (this) {
            socket.getOutputStream().write(whole.toByteArray());
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed either way.
        }
    }
}
