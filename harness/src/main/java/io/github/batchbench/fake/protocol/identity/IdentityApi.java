package io.github.batchbench.fake.protocol.identity;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The authority that clients get tokens from, and the endpoints of a managed identity, in front of another API: it answers the
 * paths of Entra ID, of App Service and of a virtual machine's metadata service, and leaves all others to that API. Thread-safe.
 *
 * <p>The real metadata service asks for no proof, since only the machine itself can reach it. Here every user of the machine
 * can, so its path begins with a secret.
 */
public final class IdentityApi implements Handler {
    private enum Endpoint {
        TOKEN("/(?<tenant>[^/]+)/oauth2/(v2\\.0/)?token"),
        DISCOVERY("/(?<tenant>[^/]+)(?<version>/v2\\.0)?/\\.well-known/openid-configuration"),
        KEYS("/[^/]+/discovery/(v2\\.0/)?keys"),
        INSTANCE("/common/discovery/instance"),
        METADATA("/(?<secret>[^/]+)/metadata/identity/oauth2/token/?"),
        APP_SERVICE("(/(?<secret>[^/]+))?/msi/token/?");

        private final Pattern path;

        Endpoint(String path) {
            this.path = Pattern.compile(path);
        }
    }

    /** An endpoint that a request is for, and its path as that endpoint's. */
    private record Target(Endpoint endpoint, Matcher path) {
        static Optional<Target> of(Request request) {
            for (Endpoint endpoint : Endpoint.values()) {
                Matcher path = endpoint.path.matcher(request.path());
                if (path.matches()) {
                    return Optional.of(new Target(endpoint, path));
                }
            }
            return Optional.empty();
        }
    }

    private final Handler others;
    private final AccessTokens tokens;
    private final TokenRequests requests;
    private final String header;

    /**
     * In front of another API.
     *
     * @param header the secret of the managed identity's endpoints
     */
    public IdentityApi(Handler others, AccessTokens tokens, String header) {
        this.others = others;
        this.tokens = tokens;
        this.requests = new TokenRequests(tokens);
        this.header = header;
    }

    @Override
    public long bodyLimit(Request head) {
        return others.bodyLimit(head);
    }

    @Override
    public Response refuse(int status, String reason, Request head) {
        return Target.of(head).isPresent()
                ? refused(new OAuthException(status, "invalid_request", 0, reason))
                : others.refuse(status, reason, head);
    }

    @Override
    public Response handle(Request request) {
        Optional<Target> target = Target.of(request);
        if (target.isEmpty()) {
            return others.handle(request);
        }
        Response answer;
        try {
            answer = answer(target.get(), request);
        } catch (OAuthException refusal) {
            answer = refused(refusal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<String> id = request.headers().first("client-request-id");
        return id.isEmpty()
                ? answer
                : new Response(answer.status(), answer.headers().with("client-request-id", id.get()), answer.body());
    }

    private Response answer(Target target, Request request) throws OAuthException, IOException {
        Matcher path = target.path();
        switch (target.endpoint()) {
            case TOKEN -> requireMethod(request, "POST");
            case DISCOVERY, KEYS, INSTANCE -> requireMethod(request, "GET");
            default -> {}
        }
        return switch (target.endpoint()) {
            case TOKEN ->
                json(200, issued(request, requests.granted(path.group("tenant"), request, form(request)), false));
            case DISCOVERY ->
                json(200, discovery(request.origin(), path.group("tenant"), path.group("version") != null));
            case KEYS -> json(200, tokens.key().published());
            case INSTANCE -> json(200, instances(request));
            case METADATA -> metadata(path.group("secret"), request);
            case APP_SERVICE -> appService(path.group("secret"), request);
        };
    }

    private static void requireMethod(Request request, String method) throws OAuthException {
        if (!request.method().equals(method)) {
            throw new OAuthException(
                    405, "invalid_request", 900561, "The endpoint only accepts " + method + " requests.");
        }
    }

    private static Map<String, String> form(Request request) throws IOException {
        return Forms.read(new String(request.body().bytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, Object> discovery(String origin, String tenant, boolean second) {
        String base = origin + "/" + tenant;
        String version = second ? "/v2.0" : "";
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", base + version);
        document.put("authorization_endpoint", base + "/oauth2" + version + "/authorize");
        document.put("token_endpoint", base + "/oauth2" + version + "/token");
        document.put("device_authorization_endpoint", base + "/oauth2" + version + "/devicecode");
        document.put("jwks_uri", base + "/discovery" + version + "/keys");
        document.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "client_secret_basic", "private_key_jwt"));
        document.put("grant_types_supported", List.of("client_credentials"));
        document.put("response_types_supported", List.of("token"));
        document.put("scopes_supported", List.of("openid", "profile", "offline_access"));
        document.put("subject_types_supported", List.of("pairwise"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        return document;
    }

    private Map<String, Object> instances(Request request) {
        String origin = request.origin();
        String host = origin.substring(origin.indexOf("://") + "://".length());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "tenant_discovery_endpoint",
                origin + "/" + tokens.principal().tenantId() + "/v2.0/.well-known/openid-configuration");
        document.put("api-version", "1.1");
        document.put(
                "metadata",
                List.of(Map.of("preferred_network", host, "preferred_cache", host, "aliases", List.of(host))));
        return document;
    }

    /** As a virtual machine's metadata service. */
    private Response metadata(String secret, Request request) throws OAuthException {
        requireSecret(secret);
        requireMethod(request, "GET");
        if (!request.headers().first("Metadata").orElse("").equalsIgnoreCase("true")) {
            throw new OAuthException(400, "invalid_request", 0, "Required metadata header not specified");
        }
        return managed(request, Forms.read(request.query()));
    }

    /** As App Service, or by the path with the secret as what came before it, which takes a form. */
    private Response appService(@Nullable String secret, Request request) throws OAuthException, IOException {
        requireSecret(
                secret != null
                        ? secret
                        : request.headers()
                                .first("X-IDENTITY-HEADER")
                                .or(() -> request.headers().first("Secret"))
                                .orElse(""));
        return managed(request, request.method().equals("POST") ? form(request) : Forms.read(request.query()));
    }

    private void requireSecret(String sent) throws OAuthException {
        if (!Secrets.same(sent, header)) {
            throw new OAuthException(401, "unauthorized_client", 0, "The identity header is not the one of this fake.");
        }
    }

    private Response managed(Request request, Map<String, String> asked) throws OAuthException {
        for (String selector : List.of("msi_res_id", "mi_res_id")) {
            if (asked.containsKey(selector)) {
                throw new OAuthException(400, "invalid_request", 0, "Identity not found");
            }
        }
        requireSelected(
                asked, List.of("client_id", "clientid"), tokens.principal().clientId());
        requireSelected(
                asked, List.of("object_id", "principal_id"), tokens.principal().objectId());
        String resource = asked.getOrDefault("resource", "");
        if (resource.isEmpty()) {
            throw new OAuthException(400, "invalid_request", 0, "Required query variable 'resource' is missing");
        }
        return json(
                200,
                issued(
                        request,
                        new TokenRequests.Grant(tokens.principal(), requests.requireResource(request, resource)),
                        true));
    }

    private static void requireSelected(Map<String, String> asked, List<String> names, String id)
            throws OAuthException {
        for (String name : names) {
            if (!asked.getOrDefault(name, id).equalsIgnoreCase(id)) {
                throw new OAuthException(400, "invalid_request", 0, "Identity not found");
            }
        }
    }

    /** A managed identity's answer has texts only. */
    private Map<String, Object> issued(Request request, TokenRequests.Grant grant, boolean managed) {
        String issuer = request.origin() + "/" + tokens.principal().tenantId() + "/v2.0";
        long life = AccessTokens.LIFE.toSeconds();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token_type", "Bearer");
        if (managed) {
            long now = tokens.now().getEpochSecond();
            answer.put("client_id", grant.to().clientId());
            answer.put("expires_in", Long.toString(life));
            answer.put("expires_on", Long.toString(now + life));
            answer.put("not_before", Long.toString(now));
            answer.put("resource", grant.resource());
        } else {
            answer.put("expires_in", life);
            answer.put("ext_expires_in", life);
        }
        answer.put("access_token", tokens.issue(grant.to(), grant.resource(), issuer));
        return answer;
    }

    private Response refused(OAuthException refusal) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", refusal.error());
        body.put("error_description", refusal.getMessage());
        if (refusal.number() != 0) {
            body.put("error_codes", List.of(refusal.number()));
        }
        body.put("timestamp", tokens.now().toString());
        body.put("trace_id", id);
        body.put("correlation_id", id);
        return json(refusal.status(), body);
    }

    private static Response json(int status, Object document) {
        byte[] body = TokenKey.json(document);
        Headers headers = Headers.NONE
                .with("Content-Type", "application/json; charset=utf-8")
                .with("Content-Length", Integer.toString(body.length))
                .with("Cache-Control", "no-store, no-cache")
                .with("Pragma", "no-cache");
        return new Response(status, headers, Content.of(body));
    }
}
