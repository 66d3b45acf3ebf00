package io.github.batchbench.fake.protocol.identity;

import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Entra ID makes of a request for a token: client credentials, by a secret or by an assertion. Everything else is refused
 * as Entra ID refuses what it does not know.
 */
final class TokenRequests {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String DEFAULT = "/.default";
    private static final Set<String> NO_RESOURCES = Set.of("openid", "profile", "offline_access", "email");

    /** A tenant by no id: the client's own, or the directory of an AD FS, which clients ask for without instance discovery. */
    private static final Set<String> ANY_TENANT = Set.of("adfs", "common", "organizations");

    /** The services that there are in the fake's directory. */
    private static final Pattern RESOURCES = Pattern.compile("https://(batch\\.core\\.windows\\.net"
            + "|storage\\.azure\\.com|[a-z0-9]{3,24}\\.blob\\.core\\.windows\\.net"
            + "|management\\.azure\\.com|management\\.core\\.windows\\.net|graph\\.microsoft\\.com)/?");

    private final AccessTokens tokens;

    TokenRequests(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What is granted.
     *
     * @param to whom the token is for
     * @param resource what it is good for
     */
    record Grant(ServicePrincipal to, String resource) {}

    /**
     * What a token is granted for.
     *
     * @param tenant as the path has it
     * @param form the body's parameters
     */
    Grant granted(String tenant, Request request, Map<String, String> form) throws OAuthException {
        requireTenant(tenant);
        String grant = required(form, "grant_type");
        if (!grant.equals("client_credentials")) {
            throw new OAuthException(
                    400,
                    "unsupported_grant_type",
                    70003,
                    "The app requested an unsupported grant type '" + grant + "'.");
        }
        Client client = Client.of(request, form);
        ServicePrincipal application = tokens.ofClient(client.id())
                .orElseThrow(() -> new OAuthException(
                        400,
                        "unauthorized_client",
                        700016,
                        "Application with identifier '" + client.id() + "' was not found in the directory '"
                                + tokens.principal().tenantId() + "'."));
        requireProof(application, client, form);
        return new Grant(
                application,
                requireResource(
                        request, form.containsKey("scope") ? ofScope(form.get("scope")) : required(form, "resource")));
    }

    private void requireTenant(String tenant) throws OAuthException {
        if (!ANY_TENANT.contains(tenant)
                && !tenant.equalsIgnoreCase(tokens.principal().tenantId())) {
            throw new OAuthException(
                    400,
                    "invalid_request",
                    90002,
                    "Tenant '" + tenant
                            + "' not found. Check to make sure you have the correct tenant ID and are signing"
                            + " into the correct cloud.");
        }
    }

    /** Who asks, and with which secret; from the header or from the body. */
    private record Client(String id, String secret) {
        static Client of(Request request, Map<String, String> form) throws OAuthException {
            String authorization = request.headers().first("Authorization").orElse("");
            if (!authorization.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
                return new Client(required(form, "client_id"), form.getOrDefault("client_secret", ""));
            }
            try {
                String text = new String(
                        Base64.getDecoder()
                                .decode(authorization
                                        .substring("Basic ".length())
                                        .strip()),
                        StandardCharsets.UTF_8);
                String[] parts = text.split(":", 2);
                return new Client(Query.decode(parts[0]), parts.length < 2 ? "" : Query.decode(parts[1]));
            } catch (IllegalArgumentException e) {
                throw new OAuthException(400, "invalid_request", 900144, "The Authorization header cannot be read.");
            }
        }
    }

    private void requireProof(ServicePrincipal application, Client client, Map<String, String> form)
            throws OAuthException {
        if (!client.secret().isEmpty()) {
            if (!Secrets.same(client.secret(), application.clientSecret())) {
                throw new OAuthException(
                        401,
                        "invalid_client",
                        7000215,
                        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                                + " value, not the client secret ID, for a secret added to app '" + client.id() + "'.");
            }
            return;
        }
        String assertion = form.getOrDefault("client_assertion", "");
        if (assertion.isEmpty()) {
            throw new OAuthException(
                    401,
                    "invalid_client",
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
        if (!required(form, "client_assertion_type").equals(ASSERTION_TYPE)) {
            throw new OAuthException(
                    400, "invalid_request", 700211, "The client assertion type must be '" + ASSERTION_TYPE + "'.");
        }
        try {
            ServicePrincipal federated = tokens.check(assertion, Set.of(AccessTokens.FEDERATION));
            if (!federated.equals(application)) {
                throw new OAuthException(
                        401,
                        "invalid_client",
                        700213,
                        "No matching federated identity record found for the assertion.");
            }
        } catch (AccessTokens.RefusedException refused) {
            throw refused.fault() == AccessTokens.Fault.LIFETIME
                    ? new OAuthException(
                            401, "invalid_client", 700024, "Client assertion is not within its valid time range.")
                    : new OAuthException(
                            401,
                            "invalid_client",
                            700027,
                            "Client assertion failed signature validation, or no federated identity record matches it: the"
                                    + " fake takes the assertions that it has issued.");
        }
    }

    private static String ofScope(String scope) throws OAuthException {
        List<String> asked = Stream.of(scope.split(" ", -1))
                .filter(part -> !part.isEmpty() && !NO_RESOURCES.contains(part))
                .toList();
        if (asked.size() != 1 || !asked.get(0).endsWith(DEFAULT)) {
            throw new OAuthException(
                    400,
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + scope + " is not valid. Client credential flows must have a scope"
                            + " value with /.default suffixed to the resource identifier (application ID URI).");
        }
        String resource = asked.get(0);
        return resource.substring(0, resource.length() - DEFAULT.length());
    }

    /** A service of the directory, or this one's own address: clients name Azure Resource Manager so. */
    String requireResource(Request request, String resource) throws OAuthException {
        boolean own = resource.equals(request.origin()) || resource.equals(request.origin() + "/");
        if (!own && !RESOURCES.matcher(resource).matches()) {
            throw new OAuthException(
                    400,
                    "invalid_resource",
                    500011,
                    "The resource principal named " + resource + " was not found in the tenant named "
                            + tokens.principal().tenantId()
                            + ". This can happen if the application has not been installed by the administrator of the"
                            + " tenant or consented to by any user in the tenant.");
        }
        return resource;
    }

    private static String required(Map<String, String> form, String name) throws OAuthException {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new OAuthException(
                    400,
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }
}
