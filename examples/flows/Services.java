import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// What order-intake.yaml calls, for trying it out: `java examples/flows/Services.java 9000`.
/// Customers whose name begins with `a` are gold; every request is printed.
public final class Services {
    private Services() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            System.out.println(path + " " + new String(body, StandardCharsets.UTF_8));
            String tier = path.startsWith("/customers/a") ? "gold" : "basic";
            byte[] answer = ("{\"tier\":\"" + tier + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }
}
