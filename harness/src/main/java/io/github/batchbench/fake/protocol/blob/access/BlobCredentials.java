package io.github.batchbench.fake.protocol.blob.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the account's callers prove themselves with. Immutable; never shows itself. */
public final class BlobCredentials {
    private final List<SharedKey> keys;
    private final @Nullable String token;

    private BlobCredentials(List<SharedKey> keys, @Nullable String token) {
        this.keys = keys;
        this.token = token;
    }

    /** The account's keys, any of which will do, and no token. The first one makes the keys of users. */
    public static BlobCredentials of(SharedKey... keys) {
        return new BlobCredentials(List.of(keys), null);
    }

    /** With the one bearer token that is accepted, null for none. */
    public BlobCredentials withToken(@Nullable String newToken) {
        return new BlobCredentials(keys, newToken);
    }

    /** Whether a key has signed a text. */
    boolean signs(String text, String signature) {
        return keys.stream().anyMatch(key -> same(key.sign(text), signature));
    }

    boolean isToken(String sent) {
        return token != null && same(token, sent);
    }

    /** The key that a user signs with; the same parameters give the same key. */
    SharedKey userKey(UserDelegation delegation) {
        return new SharedKey(userKeyValue(delegation));
    }

    /** The value of the key that a delegation makes, base64. */
    public String userKeyValue(UserDelegation delegation) {
        return keys.get(0).sign(delegation.seed());
    }

    static boolean same(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
