package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.protocol.Secrets;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the account's callers prove themselves with. Immutable; never shows itself. */
public final class BlobCredentials {
    private final Supplier<List<SharedKey>> keys;
    private final @Nullable String token;

    private final @Nullable AccessTokens tokens;

    private BlobCredentials(Supplier<List<SharedKey>> keys, @Nullable String token, @Nullable AccessTokens tokens) {
        this.keys = keys;
        this.token = token;
        this.tokens = tokens;
    }

    /** The account's keys, any of which will do, and no token. The first one makes the keys of users. */
    public static BlobCredentials of(SharedKey... keys) {
        List<SharedKey> fixed = List.of(keys);
        return new BlobCredentials(() -> fixed, null, null);
    }

    /** The same with keys that may change. */
    public static BlobCredentials of(AccountKeys keys) {
        return new BlobCredentials(
                () -> keys.both().stream().map(SharedKey::new).toList(), null, null);
    }

    /** With a bearer token that is accepted whatever it says, null for none. */
    public BlobCredentials withToken(@Nullable String newToken) {
        return new BlobCredentials(keys, newToken, tokens);
    }

    /** With what says which other tokens are accepted. */
    public BlobCredentials withTokens(AccessTokens issued) {
        return new BlobCredentials(keys, token, issued);
    }

    /** Whom tokens are for; empty if there are none but the given one. */
    public Optional<ServicePrincipal> principal() {
        return Optional.ofNullable(tokens).map(AccessTokens::principal);
    }

    /** Lets a token pass that is good for an account. */
    void check(String sent, String account) throws AccessTokens.RefusedException {
        if (tokens != null && !isToken(sent)) {
            tokens.check(sent, AccessTokens.ofStorage(account));
        } else if (!isToken(sent)) {
            throw AccessTokens.RefusedException.ofUnknown(sent);
        }
    }

    /** Whether a key has signed a text. */
    boolean signs(String text, String signature) {
        return keys.get().stream().anyMatch(key -> Secrets.same(key.sign(text), signature));
    }

    private boolean isToken(String sent) {
        return token != null && Secrets.same(token, sent);
    }

    /** The key that a user signs with; the same parameters give the same key. */
    SharedKey userKey(UserDelegation delegation) {
        return new SharedKey(userKeyValue(delegation));
    }

    /** The value of the key that a delegation makes, base64. */
    public String userKeyValue(UserDelegation delegation) {
        return keys.get().get(0).sign(delegation.seed());
    }
}
