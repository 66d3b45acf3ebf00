package io.github.batchbench.fake.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares keys, signatures and tokens in a time that says nothing about where they differ. */
public final class Secrets {
    private Secrets() {}

    /** Whether both are the same text. */
    public static boolean same(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
