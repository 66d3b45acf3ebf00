package io.github.batchbench.fake.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** A key that signs texts, as both services have it. Never shows itself. Thread-safe. */
public final class Signer {
    private final byte[] key;

    /** Has the key and has signed nothing: to look for the algorithm takes longer than to sign. */
    private final Mac ready;

    /**
     * Takes a key as the portal shows it.
     *
     * @throws IllegalArgumentException if it is not base64
     */
    public Signer(String base64) {
        this.key = Secrets.key(base64);
        this.ready = newMac();
    }

    private Mac newMac() {
        return HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
    }

    /** The signature of a text, in base64. */
    public String sign(String text) {
        Mac mac;
        try {
            mac = (Mac) ready.clone();
        } catch (CloneNotSupportedException e) {
            // Not every provider of algorithms has copies.
            mac = newMac();
        }
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
