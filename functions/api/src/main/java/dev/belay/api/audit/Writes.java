package dev.belay.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.api.access.AccessRuntime;
import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.Caller;
import dev.belay.api.access.KnownWorkspaces;
import dev.belay.api.http.IdempotencyKey;
import dev.belay.api.http.Operations;
import dev.belay.api.http.Repetitions;
import dev.belay.api.http.Repetitions.Claim;
import dev.belay.api.http.Tags;
import dev.belay.api.problem.Problem;
import dev.belay.api.problem.RefusedException;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// What surrounds every write, after the gate: its body is bounded, a repetition gets the answer
/// that the first request got, and the audit trail learns how it ended.
public class Writes {
    /// The largest payload, and what JSON adds to it.
    static final int BODY_BYTES_MAX = 17 * 1024 * 1024;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /// Questions that need a body, and change nothing.
    private static final Set<String> QUESTIONS = Set.of("queryRun", "validateFlow");

    private static final String CLAIM = "belay.claim";
    private static final String REPEATED = "belay.repeated";
    private static final int SERVER_ERROR = 500;

    private final AccessRuntime runtime;
    private final CurrentTrail trail;
    private final ObjectMapper mapper;
    private final ConcurrentHashMap<String, Boolean> workspaces = new ConcurrentHashMap<>();

    @Inject
    Writes(AccessRuntime runtime, CurrentTrail trail, ObjectMapper mapper) {
        this.runtime = runtime;
        this.trail = trail;
        this.mapper = mapper;
    }

    @ServerRequestFilter(priority = Priorities.USER)
    public @Nullable Response before(ContainerRequestContext request) throws IOException {
        Optional<Caller> caller = Caller.find(request);
        if (caller.isEmpty() || READS.contains(request.getMethod())) {
            return null;
        }
        byte[] body = request.getEntityStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw RefusedException.tooLarge(
                    "the body has more than %d bytes".formatted(BODY_BYTES_MAX));
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        if (!isWrite(request)) {
            return null;
        }
        Optional<String> key = IdempotencyKey.of(request);
        if (key.isEmpty()) {
            return null;
        }
        String name =
                hex((caller.get().actor() + "\n" + key.get()).getBytes(StandardCharsets.UTF_8));
        Claim claim =
                new Repetitions(runtime.records(), runtime.clock())
                        .claim(workspace(request), name, fingerprint(request, body));
        return switch (claim) {
            case Claim.Answered(var answer) -> {
                request.setProperty(REPEATED, true);
                var response =
                        Response.status(answer.status()).header("Idempotency-Replayed", "true");
                answer.headers().forEach(response::header);
                if (answer.body().length > 0) {
                    response.entity(answer.body());
                }
                yield response.build();
            }
            case Claim.Mine mine -> {
                request.setProperty(CLAIM, mine);
                IdempotencyKey.putMark(request, name);
                yield null;
            }
        };
    }

    @ServerResponseFilter
    public void after(ContainerRequestContext request, ContainerResponseContext response) {
        Optional<Caller> caller = Caller.find(request);
        if (caller.isEmpty() || !isWrite(request) || request.getProperty(REPEATED) != null) {
            return;
        }
        int status = response.getStatus();
        if (request.getProperty(CLAIM) instanceof Claim.Mine claim) {
            keep(claim, status, response);
        }
        String code = response.getEntity() instanceof Problem problem ? problem.code() : null;
        Workspace workspace = workspace(request);
        trail.get()
                .add(
                        workspace,
                        caller.get().actor(),
                        Operations.of(request).orElse(""),
                        request.getMethod(),
                        request.getUriInfo().getPath(),
                        status,
                        code);
        if (status < 300 && !workspace.equals(ApiKeys.INSTALLATION)) {
            new KnownWorkspaces(runtime.records()).add(workspace, workspaces);
        }
    }

    private void keep(Claim.Mine claim, int status, ContainerResponseContext response) {
        var repetitions = new Repetitions(runtime.records(), runtime.clock());
        if (status >= SERVER_ERROR || status == 408 || status == 409) {
            repetitions.release(claim);
            return;
        }
        var headers = new TreeMap<String, String>();
        for (String name : Set.of("Location", "ETag", "Content-Type")) {
            String value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        Object entity = response.getEntity();
        if (entity != null) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        // The secret of a key is shown once, and kept nowhere.
        Object kept =
                entity instanceof ApiKeys.Created(var key, _)
                        ? new ApiKeys.Created(key, null)
                        : entity;
        repetitions.answered(claim, new Repetitions.Answer(status, headers, bytes(kept)));
    }

    private byte[] bytes(@Nullable Object entity) {
        try {
            return entity == null ? new byte[0] : mapper.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Events that are sent are in inboxes and histories; they change nothing that anybody keeps.
    private static boolean isWrite(ContainerRequestContext request) {
        return !READS.contains(request.getMethod())
                && request.getUriInfo().getPath().startsWith("/v1/")
                && Operations.of(request).filter(QUESTIONS::contains).isEmpty();
    }

    /// Of the path; what belongs to none belongs to the installation.
    private static Workspace workspace(ContainerRequestContext request) {
        String name = request.getUriInfo().getPathParameters().getFirst("workspace");
        try {
            return name == null ? ApiKeys.INSTALLATION : new Workspace(name);
        } catch (BelayException _) {
            return ApiKeys.INSTALLATION;
        }
    }

    private static String fingerprint(ContainerRequestContext request, byte[] body) {
        URI uri = request.getUriInfo().getRequestUri();
        String head =
                "%s %s?%s %s"
                        .formatted(
                                request.getMethod(),
                                uri.getRawPath(),
                                uri.getRawQuery(),
                                request.getHeaderString("If-Match"));
        return hex(head.getBytes(StandardCharsets.UTF_8)) + hex(body);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Tags.sha256(bytes));
    }
}
