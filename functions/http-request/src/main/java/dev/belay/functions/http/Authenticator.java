package dev.belay.functions.http;

import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;

/// Proves to one origin who sends a request. One for each request: it remembers what was tried.
interface Authenticator {
    Authenticator NONE = new Header("", "");

    /// The call with whatever proof there is by now.
    Call signed(Call call, Deadline deadline);

    /// Whether the call is worth sending once more after a 401.
    boolean learnsFrom(Reply refusal);

    /// A proof that is known from the beginning.
    ///
    /// @param name empty for no proof
    record Header(String name, String value) implements Authenticator {
        @Override
        public Call signed(Call call, Deadline deadline) {
            return name.isEmpty() ? call : call.with(name, value);
        }

        @Override
        public boolean learnsFrom(Reply refusal) {
            return false;
        }

        @Override
        public String toString() {
            return "Header(%s)".formatted(name);
        }
    }
}
