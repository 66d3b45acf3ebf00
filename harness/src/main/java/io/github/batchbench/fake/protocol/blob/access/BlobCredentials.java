package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.protocol.CurrentKeys;
import io.github.batchbench.fake.protocol.Secrets;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.Permissions;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the account's callers prove themselves with. Immutable; never shows itself. */
public final class BlobCredentials {
    private final Supplier<List<SharedKey>> keys;
    private final @Nullable String token;

    private final @Nullable AccessTokens tokens;
    private final Permissions permissions;

    private BlobCredentials(
            Supplier<List<SharedKey>> keys,
            @Nullable String token,
            @Nullable AccessTokens tokens,
            Permissions permissions) {
        this.keys = keys;
        this.token = token;
        this.tokens = tokens;
        this.permissions = permissions;
    }

    /** The account's keys, any of which will do, and no token. The first one makes the keys of users. */
    public static BlobCredentials of(SharedKey... keys) {
        List<SharedKey> fixed = List.of(keys);
        return new BlobCredentials(() -> fixed, null, null, Permissions.ALL);
    }

    /** The same with keys that may change. */
    public static BlobCredentials of(AccountKeys keys) {
        return new BlobCredentials(new CurrentKeys<>(keys, SharedKey::new), null, null, Permissions.ALL);
    }

    /** With a bearer token that is accepted whatever it says, null for none. */
    public BlobCredentials withToken(@Nullable String newToken) {
        return new BlobCredentials(keys, newToken, tokens, permissions);
    }

    /** With what says which other tokens are accepted, and what those whom they are for may do. */
    public BlobCredentials withTokens(AccessTokens issued, Permissions newPermissions) {
        return new BlobCredentials(keys, token, issued, newPermissions);
    }

    /** The first that tokens are for; empty if there are none but the given one. */
    public Optional<ServicePrincipal> principal() {
        return Optional.ofNullable(tokens).map(AccessTokens::principal);
    }

    /**
     * Who sends a token that has been found to be good for an account; for the given one, the first that tokens are for.
     *
     * @param authorization the header
     */
    public Optional<ServicePrincipal> caller(String authorization, String account) {
        String sent = authorization.substring(authorization.indexOf(' ') + 1).strip();
        try {
            return tokens == null || isToken(sent)
                    ? principal()
                    : Optional.of(tokens.check(sent, AccessTokens.ofStorage(account)));
        } catch (AccessTokens.RefusedException refused) {
            return Optional.empty();
        }
    }

    /**
     * What a token lets its owner do.
     *
     * @throws AccessTokens.RefusedException if it is not good for the account
     */
    Predicate<String> permitted(String sent, String account) throws AccessTokens.RefusedException {
        if (isToken(sent)) {
            return action -> true;
        }
        if (tokens == null) {
            throw AccessTokens.RefusedException.ofUnknown(sent);
        }
        return permitted(tokens.check(sent, AccessTokens.ofStorage(account)).objectId());
    }

    /** What an identity may do. */
    Predicate<String> permitted(String objectId) {
        return tokens == null ? action -> true : action -> permissions.permits(objectId, action);
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
