package dev.belay.local.flow;

import dev.belay.definition.document.DocumentException;
import dev.belay.definition.document.DocumentLoader;
import dev.belay.functions.http.AddressGuard;
import dev.belay.functions.http.GuardedDocuments;
import dev.belay.functions.http.HttpSettings;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Documents that definitions refer to, over HTTP. A definition that somebody else wrote must not
/// read what only this machine can reach: private addresses have to be allowed.
public final class HostDocuments implements DocumentLoader {
    /// The variable of the environment that allows addresses: blocks such as `10.1.0.0/16`, with
    /// commas between.
    public static final String ALLOWED = "BELAY_DOCUMENT_ADDRESSES";

    private final AddressGuard guard;

    private HostDocuments(AddressGuard guard) {
        this.guard = guard;
    }

    /// Public addresses, and those that the environment allows.
    public static HostDocuments of(Map<String, String> environment) {
        @Nullable String allowed = environment.get(ALLOWED);
        AddressGuard guard = AddressGuard.blockPrivate();
        if (allowed == null || allowed.isBlank()) {
            return new HostDocuments(guard);
        }
        for (String block : allowed.split(",", -1)) {
            guard = guard.allowing(block.strip());
        }
        return new HostDocuments(guard.onPorts(Set.of()));
    }

    /// From everywhere: for scenarios, whose services are stubs of this process.
    public static HostDocuments fromAnywhere() {
        return new HostDocuments(AddressGuard.open());
    }

    @Override
    public String load(URI uri) {
        try (var documents = new GuardedDocuments(HttpSettings.DEFAULT.withGuard(guard), null)) {
            return documents.load(uri);
        } catch (DocumentException e) {
            throw new DocumentException(
                    "%s (private addresses have to be allowed by %s)"
                            .formatted(e.getMessage(), ALLOWED));
        }
    }
}
