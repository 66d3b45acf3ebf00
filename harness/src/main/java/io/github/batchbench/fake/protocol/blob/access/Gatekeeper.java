package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.blob.AccessPolicy;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Secrets;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobTarget;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who sends a request. Times of requests are not compared with the clock, which may be a virtual one. */
public final class Gatekeeper {
    private static final Pattern BEARER = Pattern.compile("Bearer (\\S+)", Pattern.CASE_INSENSITIVE);

    /** Three parts, as a JSON web token has. */
    private static final Pattern TOKEN = Pattern.compile("[^.]+\\.[^.]+\\.[^.]*");

    private final StorageAccount account;
    private final BlobCredentials credentials;
    private final SasCheck sasCheck;

    /** Lets in who has the credentials of an account; times of signatures are on the clock. */
    public Gatekeeper(StorageAccount account, BlobCredentials credentials, InstantSource clock) {
        this.account = account;
        this.credentials = credentials;
        this.sasCheck = new SasCheck(clock);
    }

    /** The account behind it. */
    public StorageAccount account() {
        return account;
    }

    /** Who sends the call; who cannot prove it is refused. */
    public Access admit(BlobCall call) {
        if (QueryText.parse(call.request().query())
                        .getOrDefault("sig", List.of())
                        .size()
                > 1) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with("AuthenticationErrorDetail", "There is more than one signature in the URL.");
        }
        Optional<String> authorization = call.header("Authorization");
        if (authorization.isPresent()) {
            return owner(call, authorization.get());
        }
        return QueryText.isSigned(call.query())
                ? admit(new Sas(call.query()), call)
                : new Access.Anonymous(publicAccess(call));
    }

    private Access owner(BlobCall call, String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            requireKey(call, authorization);
            return new Access.Owner();
        }
        try {
            return new Access.User(credentials.permitted(bearer.group(1), account.name()));
        } catch (AccessTokens.RefusedException refused) {
            // What is no token at all is refused by its form, as recorded.
            throw TOKEN.matcher(bearer.group(1)).matches()
                    ? refusal(refused)
                    : BlobError.INVALID_AUTHENTICATION_INFO
                            .exception()
                            .with("AuthenticationErrorDetail", "The bearer token is no token at all.");
        }
    }

    /** As recorded, but for the lifetime, the issuer and the signature, whose details are as seen elsewhere. */
    private BlobException refusal(AccessTokens.RefusedException refused) {
        String detail = switch (refused.fault()) {
            case NO_TOKEN, SIGNATURE -> "Signature validation failed. Signature verification failed.";
            case ISSUER -> "Issuer validation failed. Issuer did not match.";
            case LIFETIME -> "Lifetime validation failed. The token is expired.";
            case AUDIENCE -> "Audience validation failed. Audience did not match.";
            case APPLICATION -> "";
        };
        if (refused.fault() == AccessTokens.Fault.APPLICATION) {
            return BlobError.AUTHORIZATION_PERMISSION_MISMATCH.exception();
        }
        String tenant = credentials.principal().map(ServicePrincipal::tenantId).orElse("common");
        return BlobError.INVALID_AUTHENTICATION_INFO
                .exception("Server failed to authenticate the request. Please refer to the information in the"
                        + " www-authenticate header.")
                .withStatus(401)
                .with("AuthenticationErrorDetail", detail)
                .with(
                        "header:WWW-Authenticate",
                        "Bearer authorization_uri=https://login.microsoftonline.com/" + tenant
                                + "/oauth2/authorize resource_id=https://storage.azure.com");
    }

    private void requireKey(BlobCall call, String authorization) {
        String[] parts = authorization.split("[ :]", 3);
        boolean lite = parts[0].equals("SharedKeyLite");
        if (parts.length != 3 || !(lite || parts[0].equals("SharedKey"))) {
            throw BlobError.INVALID_AUTHENTICATION_INFO.exception(
                    "The fake knows SharedKey, SharedKeyLite, Bearer and SAS, not this kind of Authorization.");
        }
        List<String> texts = lite ? SharedKey.liteTextsOf(call) : SharedKey.textsOf(call);
        if (!parts[1].equals(account.name()) || texts.stream().noneMatch(text -> credentials.signs(text, parts[2]))) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with(
                            "AuthenticationErrorDetail",
                            "The MAC signature found in the HTTP request is not the same as any computed signature."
                                    + " Server used following string to sign: '"
                                    + texts.get(0)
                                    + "'.");
        }
    }

    private Access admit(Sas sas, BlobCall call) {
        if (!isGenuine(sas, call.target())) {
            throw BlobError.AUTHENTICATION_FAILED
                    .exception()
                    .with("AuthenticationErrorDetail", "Signature did not match.");
        }
        Access.Signed signed = new Access.Signed(
                sas, sasCheck.permissions(sas, policy(sas, call), call.request().isHttps()));
        return sas.isUserDelegation()
                ? new Access.OfUser(signed, new Access.User(credentials.permitted(sas.get("skoid"))))
                : signed;
    }

    private boolean isGenuine(Sas sas, BlobTarget target) {
        if (sas.isUserDelegation()) {
            String signature = credentials.userKey(UserDelegation.of(sas)).sign(sas.userDelegationText(target));
            return Secrets.same(signature, sas.get("sig"));
        }
        String text = sas.isAccountSas() ? sas.accountText(account.name()) : sas.serviceText(target);
        return credentials.signs(text, sas.get("sig"));
    }

    private Optional<AccessPolicy> policy(Sas sas, BlobCall call) {
        String id = sas.get("si");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(account.containers().get(call.target().container(), null).policies().stream()
                    .filter(policy -> policy.id().equals(id))
                    .findFirst()
                    .orElseThrow(BlobError.AUTHENTICATION_FAILED::exception));
        } catch (BlobException e) {
            throw BlobError.AUTHENTICATION_FAILED.exception().with("AuthenticationErrorDetail", "No such policy.");
        }
    }

    private String publicAccess(BlobCall call) {
        String container = call.target().container();
        if (container.isEmpty()) {
            return "";
        }
        try {
            return Optional.ofNullable(account.containers().get(container, null).publicAccess())
                    .orElse("");
        } catch (BlobException e) {
            return "";
        }
    }
}
