package io.github.batchbench.fake.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** Reads keys, and compares signatures and tokens in a time that says nothing about where they differ. */
public final class Secrets {
    private Secrets() {}

    /**
     * The bytes of an account's key. Clients such as the JavaScript SDK take both alphabets of base64, so a key that was
     * made up for them may be in either.
     *
     * @throws IllegalArgumentException if it is not base64
     */
    public static byte[] key(String base64) {
        return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    }

    /** Whether both are the same text. */
    public static boolean same(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
