package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Secrets;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.ResourceException;
import io.github.batchbench.fake.subscription.RoleAssignments;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may ask Resource Manager for what: whoever has a token for it, and a role that permits it. Thread-safe. */
final class ArmAccess {
    private static final Pattern BEARER = Pattern.compile("Bearer (\\S+)", Pattern.CASE_INSENSITIVE);

    private final AccessTokens tokens;
    private final RoleAssignments roles;
    private final @Nullable String token;

    /**
     * Access by tokens.
     *
     * @param token that is accepted whatever it says, and for everything; null for none
     */
    ArmAccess(AccessTokens tokens, RoleAssignments roles, @Nullable String token) {
        this.tokens = tokens;
        this.roles = roles;
        this.token = token;
    }

    /**
     * Who sends a request.
     *
     * @return empty for who may do everything
     * @throws ResourceException 401 with what is wrong
     */
    Optional<ServicePrincipal> caller(Request request) {
        Matcher bearer = BEARER.matcher(request.headers().first("Authorization").orElse(""));
        if (!bearer.matches()) {
            throw ResourceErrorCode.AUTHENTICATION_FAILED.exception();
        }
        String sent = bearer.group(1);
        if (token != null && Secrets.same(token, sent)) {
            return Optional.empty();
        }
        Set<String> audiences = audiences(request);
        try {
            return Optional.of(tokens.check(sent, audiences));
        } catch (AccessTokens.RefusedException refused) {
            throw refusal(refused, audiences);
        }
    }

    /**
     * Lets a caller do something with a resource whose roles permit it.
     *
     * @throws ResourceException {@code AuthorizationFailed}
     */
    void authorize(Optional<ServicePrincipal> caller, Permission needed) {
        caller.filter(known -> !roles.permits(known.objectId(), needed.action(), needed.scope()))
                .ifPresent(known -> {
                    throw ResourceErrorCode.AUTHORIZATION_FAILED.exception(
                            known.clientId(), known.objectId(), needed.action(), needed.scope());
                });
    }

    /** Resource Manager's own names and, as some clients ask for it, the address that it is called by. */
    private static Set<String> audiences(Request request) {
        Set<String> audiences = new LinkedHashSet<>(AccessTokens.MANAGEMENT);
        audiences.add(request.origin());
        audiences.add(request.origin() + "/");
        return audiences;
    }

    private ResourceException refusal(AccessTokens.RefusedException refused, Set<String> audiences) {
        return switch (refused.fault()) {
            case NO_TOKEN, SIGNATURE -> ResourceErrorCode.INVALID_TOKEN.exception();
            case ISSUER -> ResourceErrorCode.INVALID_TENANT.exception(refused.found());
            case LIFETIME -> ResourceErrorCode.EXPIRED_TOKEN.exception(refused.found(), tokens.now());
            case AUDIENCE -> ResourceErrorCode.INVALID_AUDIENCE.exception(refused.found(), String.join(",", audiences));
            case APPLICATION ->
                ResourceErrorCode.AUTHORIZATION_FAILED.exception(
                        refused.found(), refused.found(), "any", "/subscriptions");
        };
    }
}
