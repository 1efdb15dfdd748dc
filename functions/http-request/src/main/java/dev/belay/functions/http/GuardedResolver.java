package dev.belay.functions.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/// Hands the connection only addresses that the guard allows. Literal addresses come through here
/// as well, in whatever spelling.
final class GuardedResolver implements DnsResolver {
    private final AddressGuard guard;
    private final Names names;

    GuardedResolver(AddressGuard guard, Names names) {
        this.guard = guard;
        this.names = names;
    }

    /// What names mean: the platform's resolver, or a table in tests.
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /// The host has addresses, and may be reached at none of them.
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused(String host) {
            super(host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed =
                Arrays.stream(names.addresses(host))
                        .filter(guard::allows)
                        .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new Refused(host);
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
