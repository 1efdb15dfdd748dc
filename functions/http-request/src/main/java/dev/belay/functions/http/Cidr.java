package dev.belay.functions.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A block of addresses, for example `10.0.0.0/8`.
record Cidr(byte[] prefix, int bits) {
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = literal(address);
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "'%s' is not a block of addresses, expected something like 10.0.0.0/8"
                            .formatted(text));
        }
        return new Cidr(bytes, bits);
    }

    private static byte[] literal(String address) {
        // Anything else would ask a name server.
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(
                    "'%s' is not the literal form of an address".formatted(address));
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "'%s' is not the literal form of an address".formatted(address), e);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((address[bit >> 3] ^ prefix[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
