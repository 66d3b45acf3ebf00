package io.github.batchbench.fake.protocol.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Issues access tokens to the applications of a directory, and tells the services which tokens are good. Thread-safe. */
public final class AccessTokens {
    /** What the Batch service takes a token for, to the slash (recorded in Azure/azure-sdk-for-net#8026). */
    public static final Set<String> BATCH = Set.of("https://batch.core.windows.net/");

    /** What Azure Resource Manager takes a token for, beside its own address. */
    public static final Set<String> MANAGEMENT = Set.of(
            "https://management.azure.com",
            "https://management.azure.com/",
            "https://management.core.windows.net",
            "https://management.core.windows.net/");

    /** What the authority itself takes a token for. */
    static final String FEDERATION = "api://AzureADTokenExchange";

    private static final Duration FEDERATED_LIFE = Duration.ofDays(365);
    private static final String STORAGE = "https://storage.azure.com";

    /** As long as Entra ID's, in whole. */
    static final Duration LIFE = Duration.ofSeconds(3599);

    /** Where clocks differ, as Entra ID allows it: a token begins before it is issued. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private final ServicePrincipal principal;
    private final List<ServicePrincipal> others;
    private final InstantSource clock;
    private final Supplier<TokenKey> key;

    /**
     * Tokens for a principal.
     *
     * @param clock the time that clients live in, which tokens begin and expire by
     */
    public AccessTokens(ServicePrincipal principal, InstantSource clock) {
        this(principal, List.of(), clock);
    }

    /**
     * The same, and for others of its tenant.
     *
     * @param others none of them the first one
     */
    public AccessTokens(ServicePrincipal principal, List<ServicePrincipal> others, InstantSource clock) {
        this(principal, others, clock, TokenKey::ofThisProcess);
    }

    private AccessTokens(
            ServicePrincipal principal, List<ServicePrincipal> others, InstantSource clock, Supplier<TokenKey> key) {
        this.principal = principal;
        this.others = List.copyOf(others);
        this.clock = clock;
        this.key = key;
    }

    /**
     * The same, whose tokens outlive the process.
     *
     * @param file has the key that signs them, for its owner alone; made when it is first needed
     * @throws IllegalArgumentException if there is something else in it
     */
    public AccessTokens signedWith(Path file) {
        return new AccessTokens(principal, others, clock, new TokenKeyFile(file));
    }

    /** What signs them. */
    TokenKey key() {
        return key.get();
    }

    /** What Blob storage takes a token for: all accounts, or this one. */
    public static Set<String> ofStorage(String account) {
        String own = "https://" + account + ".blob.core.windows.net";
        return Set.of(STORAGE, STORAGE + "/", own, own + "/");
    }

    /** What can be wrong with a token. */
    public enum Fault {
        /** It is not a token of three parts at all. */
        NO_TOKEN,
        /** The fake's authority has not signed it. */
        SIGNATURE,
        /** It is of another tenant. */
        ISSUER,
        /** It is not good yet, or no more. */
        LIFETIME,
        /** It is for another service. */
        AUDIENCE,
        /** It is for an application without rights here. */
        APPLICATION
    }

    /** A token that is not good. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final Fault fault;

        private final String found;

        RefusedException(Fault fault, String found) {
            super(fault + ": " + found, null, false, false);
            this.fault = fault;
            this.found = found;
        }

        /** Of a token where there are none that are good. */
        public static RefusedException ofUnknown(String token) {
            return TokenKey.claims(token).isPresent()
                    ? new RefusedException(Fault.SIGNATURE, "another key's")
                    : new RefusedException(Fault.NO_TOKEN, "no token");
        }

        /** What is wrong. */
        public Fault fault() {
            return fault;
        }

        /** The claim that is wrong, such as the audience; never the token. */
        public String found() {
            return found;
        }
    }

    /** The first application, which is this machine's managed identity, too. */
    public ServicePrincipal principal() {
        return principal;
    }

    /** The other applications of the directory. */
    public List<ServicePrincipal> others() {
        return others;
    }

    /** The application of this client id, in whatever case. */
    Optional<ServicePrincipal> ofClient(String clientId) {
        return Stream.concat(Stream.of(principal), others.stream())
                .filter(known -> known.clientId().equalsIgnoreCase(clientId))
                .findFirst();
    }

    /**
     * A new token.
     *
     * @param to whom it is for
     * @param audience the service that it is for, as that service calls itself
     * @param issuer the authority's address
     */
    public String issue(ServicePrincipal to, String audience, String issuer) {
        return issue(to, audience, issuer, LIFE);
    }

    /**
     * What a workload proves itself with to the authority in place of a secret, as a cluster would issue it; good for a year.
     *
     * @param issuer the authority's address
     */
    public String federated(String issuer) {
        return issue(principal, FEDERATION, issuer, FEDERATED_LIFE);
    }

    private String issue(ServicePrincipal to, String audience, String issuer, Duration life) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience);
        claims.put("iss", issuer);
        claims.put("iat", now.minus(BEFORE).getEpochSecond());
        claims.put("nbf", now.minus(BEFORE).getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        claims.put("appid", to.clientId());
        claims.put("appidacr", "1");
        claims.put("idp", issuer);
        claims.put("idtyp", "app");
        claims.put("oid", to.objectId());
        claims.put("sub", to.objectId());
        claims.put("tid", to.tenantId());
        claims.put("uti", UUID.randomUUID().toString());
        claims.put("ver", "1.0");
        return key().sign(claims);
    }

    /** The time that tokens begin and expire by. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Looks at a token, and says whom it is for.
     *
     * @throws RefusedException if it is not good for a service that takes these audiences
     */
    public ServicePrincipal check(String token, Set<String> audiences) throws RefusedException {
        Map<String, Object> claims =
                TokenKey.claims(token).orElseThrow(() -> new RefusedException(Fault.NO_TOKEN, "no token"));
        if (!key().hasSigned(token)) {
            throw new RefusedException(Fault.SIGNATURE, "another key's");
        }
        require(Fault.ISSUER, claims, "tid", Set.of(principal.tenantId()));
        Instant now = clock.instant();
        Instant begin = time(claims, "nbf");
        Instant end = time(claims, "exp");
        if (now.isBefore(begin) || !now.isBefore(end)) {
            throw new RefusedException(Fault.LIFETIME, end.toString());
        }
        require(Fault.AUDIENCE, claims, "aud", audiences);
        String client = String.valueOf(claims.get("appid"));
        return ofClient(client).orElseThrow(() -> new RefusedException(Fault.APPLICATION, client));
    }

    private static Instant time(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : Instant.EPOCH;
    }

    private static void require(Fault fault, Map<String, Object> claims, String name, Set<String> allowed)
            throws RefusedException {
        String found = String.valueOf(claims.get(name));
        if (!allowed.contains(found)) {
            throw new RefusedException(fault, found);
        }
    }
}
