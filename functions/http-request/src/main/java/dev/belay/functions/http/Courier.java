package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;
import java.util.Set;

/// Sends a request, proves who sends it, and follows it where it is redirected.
final class Courier {
    static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /// A server that is never content is asked no more.
    private static final int SENDS_MAX = 3;

    private final HttpTransport transport;
    private final int redirectsMax;

    Courier(HttpTransport transport, int redirectsMax) {
        this.transport = transport;
        this.redirectsMax = redirectsMax;
    }

    /// @param answers the statuses at which the way ends, even if they are redirects
    /// @param following whether redirects are followed at all
    record Way(Deadline deadline, int bytesMax, Statuses answers, boolean following) {}

    /// @param call what was answered, without proof
    record Arrival(Call call, Reply reply) {}

    Arrival send(Call first, Authenticator authenticator, Way way) {
        Call call = first;
        Authenticator proof = authenticator;
        for (int redirects = 0; ; redirects++) {
            Reply reply = authenticated(call, proof, way);
            String location = reply.headers().get("location");
            if (way.answers().contain(reply.status())
                    || !way.following()
                    || !isRedirect(reply.status())
                    || location == null) {
                return new Arrival(call, reply);
            }
            if (redirects >= redirectsMax) {
                throw ActivityException.permanent(
                        HttpRequestActivity.REDIRECT,
                        "%s redirects once more after %d redirects"
                                .formatted(call.target().origin(), redirects));
            }
            Call next = redirected(call, reply.status(), location);
            if (!next.target().origin().equals(call.target().origin())) {
                // Also on the way back: whoever was asked in between chose the path.
                proof = Authenticator.NONE;
            }
            call = next;
        }
    }

    private Reply authenticated(Call call, Authenticator proof, Way way) {
        for (int sends = 1; ; sends++) {
            Call signed = proof.signed(call, way.deadline());
            Reply reply = transport.exchange(signed, way.deadline().left(), way.bytesMax());
            if (reply.status() != 401 || sends >= SENDS_MAX || !proof.learnsFrom(reply)) {
                return reply;
            }
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /// As browsers do it: 307 and 308 repeat the request, the others turn into reading what is at
    /// the other place.
    private static Call redirected(Call call, int status, String location) {
        Target next = call.target().redirected(location);
        var headers =
                next.origin().equals(call.target().origin())
                        ? RequestHeaders.checked(call.headers())
                        : RequestHeaders.harmless(call.headers());
        if (status == 307 || status == 308 || READING.contains(call.method())) {
            return new Call(call.method(), next, headers, call.body());
        }
        headers.remove("content-type");
        headers.remove(RequestHeaders.IDEMPOTENCY_KEY);
        return new Call("GET", next, headers, new byte[0]);
    }
}
