package dev.belay.functions.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides where requests may go. Addresses are looked at when they are resolved, and the
/// connection is made to the very address that was looked at: a name that means something else a
/// moment later gains nothing.
public final class AddressGuard {
    /// IPv4 that is not a public host: IANA's special-purpose registry, multicast, and the one
    /// public address that a cloud answers from inside.
    private static final List<Cidr> PRIVATE_4 =
            blocks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4");

    /// All public IPv6 hosts are in here,
    private static final Cidr GLOBAL_6 = Cidr.parse("2000::/3");

    /// except these: tunnels that can lead anywhere, benchmarks, documentation.
    private static final List<Cidr> PRIVATE_6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// Translated to the IPv4 address in its last four bytes.
    private static final Cidr TRANSLATED_6 = Cidr.parse("64:ff9b::/96");

    private static final Set<Integer> WEB_PORTS = Set.of(80, 443, 8080, 8443);

    private final boolean open;
    private final List<Cidr> allowed;

    /// Empty for all.
    private final Set<Integer> ports;

    private AddressGuard(boolean open, List<Cidr> allowed, Set<Integer> ports) {
        this.open = open;
        this.allowed = List.copyOf(allowed);
        this.ports = Set.copyOf(ports);
    }

    /// Everything is allowed. For development, where services run beside the worker.
    public static AddressGuard open() {
        return new AddressGuard(true, List.of(), Set.of());
    }

    /// Public addresses on the usual ports of web services.
    public static AddressGuard blockPrivate() {
        return new AddressGuard(false, List.of(), WEB_PORTS);
    }

    /// @param block for example `10.1.0.0/16`, for services of one's own
    public AddressGuard allowing(String block) {
        var more = new ArrayList<>(allowed);
        more.add(Cidr.parse(block));
        return new AddressGuard(open, more, ports);
    }

    /// @param newPorts empty for all
    public AddressGuard onPorts(Set<Integer> newPorts) {
        return new AddressGuard(open, allowed, newPorts);
    }

    /// Why the target is refused before anything is resolved; null where it is not.
    @Nullable String refusal(URI target) {
        int port = port(target);
        return ports.isEmpty() || ports.contains(port)
                ? null
                : "port %d is not among %s".formatted(port, ports.stream().sorted().toList());
    }

    boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        return open || allowed.stream().anyMatch(block -> block.contains(bytes)) || isPublic(bytes);
    }

    private static boolean isPublic(byte[] bytes) {
        if (bytes.length == 4) {
            return PRIVATE_4.stream().noneMatch(block -> block.contains(bytes));
        }
        if (TRANSLATED_6.contains(bytes)) {
            return isPublic(Arrays.copyOfRange(bytes, 12, 16));
        }
        return GLOBAL_6.contains(bytes)
                && PRIVATE_6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static int port(URI target) {
        if (target.getPort() >= 0) {
            return target.getPort();
        }
        return "https".equals(target.getScheme()) ? 443 : 80;
    }

    private static List<Cidr> blocks(String... texts) {
        return Arrays.stream(texts).map(Cidr::parse).toList();
    }
}
