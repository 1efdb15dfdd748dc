package dev.belay.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RuntimeApiTest {
    private static final String ARN = "arn:aws:lambda:eu-west-1:000000000000:function:f";
    private static final Instant DEADLINE = Instant.ofEpochMilli(1_800_000_000_123L);

    private final RuntimeApi api = RuntimeApi.start(ARN);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        api.close();
    }

    @Test
    void an_event_comes_with_what_lambda_says_about_it() throws Exception {
        var invocation = invocation("{\"a\":1}");
        var _ = api.invoke(invocation);

        var next = get("/invocation/next");

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("{\"a\":1}");
        assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).isEqualTo(invocation.requestId());
        assertThat(header(next, "Lambda-Runtime-Deadline-Ms")).isEqualTo("1800000000123");
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).isEqualTo(ARN);
        assertThat(header(next, "Lambda-Runtime-Trace-Id"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    }

    @Test
    void whoever_invokes_gets_what_the_function_returned() throws Exception {
        var invocation = invocation("1");
        var answer = api.invoke(invocation);
        get("/invocation/next");

        var accepted = post("/invocation/" + invocation.requestId() + "/response", "{\"b\":2}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(answer.get())
                .isInstanceOfSatisfying(
                        Answer.Returned.class,
                        returned -> assertThat(returned.text()).isEqualTo("{\"b\":2}"));
    }

    @Test
    void whoever_invokes_gets_what_the_function_threw() throws Exception {
        var invocation = invocation("1");
        var answer = api.invoke(invocation);
        get("/invocation/next");

        post(
                "/invocation/" + invocation.requestId() + "/error",
                "{\"errorType\":\"java.lang.IllegalStateException\",\"errorMessage\":\"no\"}");

        assertThat(answer.get())
                .isEqualTo(new Answer.Failed("java.lang.IllegalStateException", "no"));
    }

    @Test
    void a_process_that_asks_first_gets_the_event_that_comes_later() throws Exception {
        var next = http.sendAsync(request("/invocation/next").build(), BodyHandlers.ofString());
        api.ready().get();

        var _ = api.invoke(invocation("\"later\""));

        assertThat(next.get().body()).isEqualTo("\"later\"");
    }

    @Test
    void a_process_that_died_while_it_waited_takes_no_event_with_it() throws Exception {
        try (var dead = socket()) {
            send(dead, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n");
            api.ready().get();
        }
        while (api.isAsked()) {
            Thread.onSpinWait();
        }
        var _ = api.invoke(invocation("\"kept\""));

        assertThat(get("/invocation/next").body()).isEqualTo("\"kept\"");
    }

    @Test
    void a_process_that_asks_again_without_an_answer_has_crashed() throws Exception {
        var first = api.invoke(invocation("1"));
        get("/invocation/next");

        var next = http.sendAsync(request("/invocation/next").build(), BodyHandlers.ofString());

        assertThat(first.get()).isInstanceOf(Answer.Crashed.class);
        var _ = api.invoke(invocation("2"));
        assertThat(next.get().body()).isEqualTo("2");
    }

    @Test
    void an_answer_to_something_else_is_refused() throws Exception {
        var answer = api.invoke(invocation("1"));
        get("/invocation/next");

        var refused = post("/invocation/another/response", "{}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("InvalidRequestID");
        assertThat(answer).isNotDone();
    }

    @Test
    void a_response_that_is_too_large_is_refused_and_fails_the_invocation() throws Exception {
        var invocation = invocation("1");
        var answer = api.invoke(invocation);
        get("/invocation/next");

        var refused =
                post(
                        "/invocation/" + invocation.requestId() + "/response",
                        "x".repeat(Invocation.BYTES_MAX + 1));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(answer.get())
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed ->
                                assertThat(failed.type())
                                        .isEqualTo("Function.ResponseSizeTooLarge"));
    }

    @Test
    void a_process_that_cannot_start_says_why() throws Exception {
        var ready = api.ready();

        post("/init/error", "{\"errorType\":\"Config\",\"errorMessage\":\"no table\"}");

        assertThat(ready.get()).isEqualTo(new Answer.Crashed("it cannot start: Config: no table"));
    }

    @Test
    void an_invocation_ends_with_its_process() throws Exception {
        var answer = api.invoke(invocation("1"));
        get("/invocation/next");

        api.reset(new Answer.Crashed("killed"));

        assertThat(answer.get()).isEqualTo(new Answer.Crashed("killed"));
    }

    @Test
    void one_invocation_is_under_way_at_a_time() {
        var _ = api.invoke(invocation("1"));

        assertThatThrownBy(() -> api.invoke(invocation("2")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void responses_may_come_in_chunks() throws Exception {
        var invocation = invocation("1");
        var answer = api.invoke(invocation);
        get("/invocation/next");

        try (var socket = socket()) {
            send(
                    socket,
                    String.join(
                                    "\r\n",
                                    "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1",
                                    "Transfer-Encoding: chunked",
                                    "",
                                    "3",
                                    "[1,",
                                    "2",
                                    "2]",
                                    "0",
                                    "",
                                    "")
                            .formatted(invocation.requestId()));
            assertThat(((Answer.Returned) answer.get()).text()).isEqualTo("[1,2]");
        }
    }

    @Test
    void head_and_body_leave_in_one_piece() throws Exception {
        try (var socket = socket()) {
            send(socket, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n");
            api.ready().get();
            var _ = api.invoke(invocation("\"the body\""));

            byte[] read = new byte[4096];
            int length = socket.getInputStream().read(read);

            assertThat(new String(read, 0, length, UTF_8)).endsWith("\r\n\r\n\"the body\"");
        }
    }

    @Test
    void what_is_no_http_ends_its_connection_only() throws Exception {
        try (var socket = socket()) {
            send(socket, "hello\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(get("/elsewhere").statusCode()).isEqualTo(405);
        assertThat(post("/elsewhere", "").statusCode()).isEqualTo(404);
    }

    private static Invocation invocation(String event) {
        return Invocation.of(event.getBytes(UTF_8), DEADLINE);
    }

    private Socket socket() throws IOException {
        URI address = URI.create("http://" + api.address());
        return new Socket(address.getHost(), address.getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://" + api.address() + "/2018-06-01/runtime" + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
