package dev.belay.functions.http;

import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;

/// Shows a token that is fetched when it is needed and kept while it is good.
final class TokenAuthenticator implements Authenticator {
    private final Tokens tokens;
    private final TokenGrant grant;
    private final Tokens.Key key;
    private final Redaction redaction;
    private Tokens.Held shown = Tokens.Held.NONE;
    private boolean renewed;

    TokenAuthenticator(Tokens tokens, TokenGrant grant, Tokens.Key key, Redaction redaction) {
        this.tokens = tokens;
        this.grant = grant;
        this.key = key;
        this.redaction = redaction;
    }

    @Override
    public Call signed(Call call, Deadline deadline) {
        shown = tokens.held(key, grant, deadline, redaction);
        return call.with("authorization", "Bearer " + shown.token());
    }

    /// A token that was kept may have been withdrawn. A new one that is refused is refused for a
    /// reason.
    @Override
    public boolean learnsFrom(Reply refusal) {
        tokens.forget(key, shown);
        if (renewed || !shown.kept()) {
            return false;
        }
        renewed = true;
        return true;
    }
}
