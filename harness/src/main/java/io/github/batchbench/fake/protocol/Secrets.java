package io.github.batchbench.fake.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** Reads keys, signs by them, and compares signatures and tokens in a time that says nothing about where they differ. */
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

    /** The signature of a text by a key, in base64, as both services have it. */
    public static String sign(byte[] key, String text) {
        return Base64.getEncoder().encodeToString(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(text));
    }

    /** Whether both are the same text. */
    public static boolean same(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
