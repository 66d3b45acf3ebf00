package io.github.batchbench.fake.protocol.batch.auth;

import io.github.batchbench.fake.agent.TaskTokens;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.protocol.CurrentKeys;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Secrets;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.Permissions;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the account's callers prove themselves with. Thread-safe. */
public final class BatchCredentials {
    /** A guess: that of Azure Storage, which uses the same scheme. */
    static final Duration SKEW = Duration.ofMinutes(15);

    private static final Pattern SHARED_KEY = Pattern.compile("SharedKey ([^:\\s]+):(\\S+)");
    private static final Pattern BEARER = Pattern.compile("Bearer (\\S+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern JOB = Pattern.compile("/+jobs/([^/]+)(?:/.*)?", Pattern.CASE_INSENSITIVE);

    private final String account;
    private final CurrentKeys<SharedKey> keys;
    private final @Nullable String token;
    private final TaskTokens tasks;
    private final AccessTokens issued;
    private final InstantSource wallClock;
    private final Rules rules;

    /** What an account says of its callers. */
    public interface Rules {
        /** It takes everybody in every way. */
        Rules OPEN = mode -> true;

        /** Whether the account takes {@code SharedKey}, {@code AAD} or {@code TaskAuthenticationToken} now. */
        boolean allows(String mode);

        /** What the roles of its callers let them do with it. */
        default Permissions permissions() {
            return Permissions.ALL;
        }
    }

    /**
     * The credentials of an account.
     *
     * @param base64Key the shared key
     * @param token the one bearer token that is accepted, null for none
     * @param wallClock the time that clients sign their requests with; not the fake's, which may be virtual
     */
    public BatchCredentials(String account, String base64Key, @Nullable String token, InstantSource wallClock) {
        this(
                account,
                new AccountKeys(base64Key, AccountKeys.randomKey()),
                token,
                wallClock,
                new TaskTokens(),
                new AccessTokens(ServicePrincipal.random(), wallClock));
    }

    /**
     * The credentials of an account.
     *
     * @param keys which may change
     * @param tasks the tokens of tasks, each of which may act on its own job
     * @param issued the tokens of the authority
     */
    public BatchCredentials(
            String account,
            AccountKeys keys,
            @Nullable String token,
            InstantSource wallClock,
            TaskTokens tasks,
            AccessTokens issued) {
        this.account = account;
        this.keys = new CurrentKeys<>(keys, key -> new SharedKey(account, key));
        this.token = token;
        this.wallClock = wallClock;
        this.tasks = tasks;
        this.issued = issued;
        this.rules = Rules.OPEN;
    }

    private BatchCredentials(BatchCredentials from, Rules rules) {
        this.account = from.account;
        this.keys = from.keys;
        this.token = from.token;
        this.wallClock = from.wallClock;
        this.tasks = from.tasks;
        this.issued = from.issued;
        this.rules = rules;
    }

    /** Of an account that has rules for its callers. */
    public BatchCredentials withRules(Rules newRules) {
        return new BatchCredentials(this, newRules);
    }

    /** The detail is a guess. */
    private void requireMode(String mode) {
        if (!rules.allows(mode)) {
            throw failed("The account does not allow the authentication mode '" + mode + "'.");
        }
    }

    /**
     * Lets the request pass if it proves that it may.
     *
     * @throws BatchException {@code MissingRequiredHeader}, 400, if it brings no proof at all (recorded),
     *     {@code AuthenticationFailed}, 403, or 401 for a token, with the detail, {@code InsufficientAccountPermissions}, 403, if it may not do
     *     just this
     */
    public void check(Request request) {
        Optional<String> authorization = request.headers().first("Authorization");
        if (authorization.isEmpty()) {
            throw BatchErrorCode.MISSING_REQUIRED_HEADER.exception().with("HeaderName", "Authorization");
        }
        Matcher bearer = BEARER.matcher(authorization.get());
        if (bearer.matches()) {
            Optional<String> job = tasks.job(bearer.group(1));
            requireMode(job.isPresent() ? "TaskAuthenticationToken" : "AAD");
            if (job.isPresent()) {
                checkJob(request, job.get());
            } else {
                checkToken(request, bearer.group(1));
            }
            return;
        }
        Matcher shared = SHARED_KEY.matcher(authorization.get());
        if (!shared.matches()) {
            throw failed("The Authorization header is not of the form 'SharedKey account:signature'.");
        }
        if (!shared.group(1).equalsIgnoreCase(account)) {
            throw failed("The account '" + shared.group(1) + "' in the Authorization header is not this account.");
        }
        requireMode("SharedKey");
        checkDate(request);
        List<SharedKey> both = keys.get();
        if (both.stream().noneMatch(key -> key.signs(request, shared.group(2)))) {
            throw failed("The signature in the Authorization header is not the same as any computed signature. Server"
                    + " used following string to sign: '"
                    + both.get(0).stringsToSign(request).iterator().next() + "'.");
        }
    }

    private void checkToken(Request request, String sent) {
        if (token != null && Secrets.same(token, sent)) {
            return;
        }
        try {
            ServicePrincipal caller = issued.check(sent, AccessTokens.BATCH);
            String action = DataAction.of(request);
            if (!rules.permissions().permits(caller.objectId(), action)) {
                throw BatchErrorCode.INSUFFICIENT_ACCOUNT_PERMISSIONS
                        .exception()
                        .with(
                                "Reason",
                                "The application '" + caller.clientId() + "' has no role in this account that permits '"
                                        + action + "'.");
            }
        } catch (AccessTokens.RefusedException refused) {
            if (refused.fault() == AccessTokens.Fault.NO_TOKEN) {
                throw failed("The bearer token is not one that the fake was given, and no JSON web token.");
            }
            throw BatchErrorCode.TOKEN_REFUSED.exception().with("AuthenticationErrorDetail", detail(refused));
        }
    }

    /** That of the audience is recorded, the others are guesses. */
    private static String detail(AccessTokens.RefusedException refused) {
        return switch (refused.fault()) {
            case NO_TOKEN, SIGNATURE -> "The access token is not valid.";
            case ISSUER -> "The access token is of the tenant '" + refused.found() + "', which is not this account's.";
            case LIFETIME -> "The access token is not within its time: it expires at '" + refused.found() + "'.";
            case AUDIENCE ->
                "The access token has been obtained from wrong audience or resource '" + refused.found()
                        + "'. It should exactly match (including forward slash) with one of the allowed audiences '"
                        + String.join("','", AccessTokens.BATCH) + "'";
            case APPLICATION -> "The application '" + refused.found() + "' is not in the directory.";
        };
    }

    /** A task may do everything with its job and what is below it (documented), and nothing else; the code is a guess. */
    private static void checkJob(Request request, String job) {
        Matcher path = JOB.matcher(request.path());
        if (!path.matches() || !Query.decode(path.group(1)).equalsIgnoreCase(job)) {
            throw BatchErrorCode.INSUFFICIENT_ACCOUNT_PERMISSIONS
                    .exception()
                    .with("Reason", "The authentication token of a task is for its own job only, '" + job + "'.");
        }
    }

    private void checkDate(Request request) {
        String date = request.headers()
                .first("ocp-date")
                .or(() -> request.headers().first("Date"))
                .orElseThrow(() -> failed("Neither an ocp-date nor a Date header is in the request."));
        Instant sent =
                HttpDates.parse(date).orElseThrow(() -> failed("The date '" + date + "' is not in RFC 1123 form."));
        Duration age = Duration.between(sent, wallClock.instant());
        if (age.abs().compareTo(SKEW) > 0) {
            throw failed("The date '" + date + "' is too " + (age.isNegative() ? "far ahead." : "old."));
        }
    }

    private static BatchException failed(String detail) {
        return new BatchException(BatchErrorCode.AUTHENTICATION_FAILED).with("AuthenticationErrorDetail", detail);
    }
}
