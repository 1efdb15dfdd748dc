package dev.belay.jq.function;

import dev.belay.jq.value.JqError;

/// Base32 as RFC 4648 has it.
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        long bits = 0;
        int count = 0;
        for (byte each : bytes) {
            bits = bits << 8 | each & 0xff;
            count += 8;
            while (count >= 5) {
                count -= 5;
                text.append(ALPHABET.charAt((int) (bits >> count & 31)));
            }
            bits &= (1L << count) - 1;
        }
        if (count > 0) {
            text.append(ALPHABET.charAt((int) (bits << 5 - count & 31)));
        }
        text.repeat('=', (8 - text.length() % 8) % 8);
        return text.toString();
    }

    static byte[] decode(String text) {
        String digits = text.replaceAll("=+$", "");
        byte[] bytes = new byte[digits.length() * 5 / 8];
        long bits = 0;
        int count = 0;
        int at = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = ALPHABET.indexOf(digits.charAt(i));
            if (digit < 0) {
                throw JqError.of("@base32d needs base32 and could not read the string");
            }
            bits = bits << 5 | digit;
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes[at++] = (byte) (bits >> count);
                bits &= (1L << count) - 1;
            }
        }
        return bytes;
    }
}
