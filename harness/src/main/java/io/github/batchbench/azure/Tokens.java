package io.github.batchbench.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.batchbench.Internal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Keeps a token for one scope until shortly before it expires. Thread-safe. */
@Internal
public final class Tokens {
    /** A request that begins with a token should also end with it. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final TokenCredential source;
    private final TokenRequestContext scope;
    private @Nullable AccessToken current;

    public Tokens(TokenCredential source, String scope) {
        this.source = source;
        this.scope = new TokenRequestContext().addScopes(scope);
    }

    /** A token that is good for a while. */
    public synchronized String get() {
        AccessToken token = current;
        if (token == null || !isFresh(token)) {
            token = source.getTokenSync(scope);
            current = token;
        }
        return token.getToken();
    }

    /** The service refuses this token: the next one will be a new one, unless somebody else has got that already. */
    public synchronized void refused(String token) {
        if (current != null && current.getToken().equals(token)) {
            current = null;
        }
    }

    /** By the machine's clock: tokens are real even where the rest of the time is virtual. */
    private static boolean isFresh(AccessToken token) {
        OffsetDateTime refresh = token.getRefreshAt();
        Instant until = refresh == null ? token.getExpiresAt().toInstant().minus(MARGIN) : refresh.toInstant();
        return Instant.now().isBefore(until);
    }
}
