package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.ResourceException;
import io.github.batchbench.fake.subscription.Subscription;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager in front of another API: it answers the paths of subscriptions, tenants and providers and the
 * metadata of the cloud, and leaves all others to that API. Thread-safe.
 */
public final class ArmApi implements Handler {
    private static final long BODY_LIMIT = 4L << 20;
    private static final long UNPROVEN_BODY_LIMIT = 64 << 10;
    private static final Set<String> ROOTS = Set.of("subscriptions", "tenants", "providers", "metadata");
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-\\w+)?");

    private final Handler others;
    private final Subscription subscription;
    private final ArmAccess access;
    private final AccessTokens tokens;
    private final IntSupplier blobPort;
    private volatile @Nullable List<Route> routes;

    /**
     * In front of another API.
     *
     * @param tokens of the authority that the subscription trusts
     * @param token a bearer token that is accepted whatever it says, null for none
     * @param blobPort where Blob storage is, asked when a client wants to know
     */
    public ArmApi(
            Handler others,
            Subscription subscription,
            AccessTokens tokens,
            @Nullable String token,
            IntSupplier blobPort) {
        this.others = others;
        this.subscription = subscription;
        this.access = new ArmAccess(tokens, subscription.roles(), token);
        this.tokens = tokens;
        this.blobPort = blobPort;
    }

    /** Made when they are needed: most fakes are never asked for one. */
    private List<Route> routes() {
        List<Route> known = routes;
        if (known == null) {
            Pending pending = new Pending(subscription);
            known = Stream.of(
                            new SubscriptionActions(subscription).routes(),
                            pending.routes(),
                            new GroupActions(subscription, pending).routes(),
                            new BatchAccountActions(subscription, pending).routes(),
                            new ArmPoolActions(subscription).routes(),
                            new ApplicationActions(subscription, blobPort).routes(),
                            new LocationActions(subscription).routes(),
                            new StorageActions(subscription, blobPort).routes(),
                            new RoleActions(subscription, tokens).routes())
                    .flatMap(List::stream)
                    .toList();
            routes = known;
        }
        return known;
    }

    /** By the path's first segment alone, as every request of the other API comes by here. */
    private static boolean serves(Request request) {
        String path = request.path();
        int from = 0;
        while (from < path.length() && path.charAt(from) == '/') {
            from++;
        }
        int slash = path.indexOf('/', from);
        String root = path.substring(from, slash < 0 ? path.length() : slash);
        return ROOTS.stream().anyMatch(root::equalsIgnoreCase);
    }

    @Override
    public long bodyLimit(Request head) {
        if (!serves(head)) {
            return others.bodyLimit(head);
        }
        try {
            Optional<ServicePrincipal> ignored = access.caller(head);
            return BODY_LIMIT;
        } catch (ResourceException e) {
            return UNPROVEN_BODY_LIMIT;
        }
    }

    @Override
    public Response refuse(int status, String reason, Request head) {
        return serves(head)
                ? complete(
                        error(new ResourceException(status, ResourceErrorCode.BAD_REQUEST.code(), reason, null), head))
                : others.refuse(status, reason, head);
    }

    @Override
    public Response handle(Request request) {
        if (!serves(request)) {
            return others.handle(request);
        }
        try {
            return complete(answer(request, Route.segments(request.path())));
        } catch (ResourceException e) {
            return complete(error(e, request)).with(Response.Aside.ofNotModelled(e.notModelled()));
        } catch (BatchException e) {
            return complete(error(ofDataPlane(e), request)).with(Response.Aside.ofNotModelled(e.notModelled()));
        } catch (RuntimeException e) {
            String reason = Redaction.of().apply(e.toString());
            return complete(error(ResourceErrorCode.INTERNAL.exception(reason), request))
                    .with(Response.Aside.ofFailure(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArmAnswer answer(Request request, List<String> path) throws IOException {
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Query.pairs(request.query()).forEach(pair -> query.put(pair.name(), pair.value()));
        if (path.get(0).equalsIgnoreCase("metadata")) {
            return metadata(request, path, query);
        }
        Optional<ServicePrincipal> caller = access.caller(request);
        requireVersion(query);
        for (Route route : routes()) {
            Optional<Map<String, String>> names =
                    route.method().equals(request.method()) ? route.match(path) : Optional.empty();
            if (names.isPresent()) {
                requireSubscription(names.get());
                Permission.of(route, path).ifPresent(needed -> access.authorize(caller, needed));
                Document body = ArmJson.read(request.body().bytes());
                return route.action().answer(new ArmCall(request, names.get(), query, body, caller));
            }
        }
        throw ResourceErrorCode.notModelled(OperationNames.of(request.method(), path));
    }

    private ArmAnswer metadata(Request request, List<String> path, Map<String, String> query) {
        if (path.size() != 2 || !path.get(1).equalsIgnoreCase("endpoints")) {
            throw ResourceErrorCode.notModelled(OperationNames.of(request.method(), path));
        }
        requireVersion(query);
        return CloudMetadata.of(
                query.getOrDefault("api-version", ""),
                request.origin(),
                Addresses.of(request.origin()),
                blobPort.getAsInt(),
                subscription.tenantId());
    }

    private static void requireVersion(Map<String, String> query) {
        String version = query.getOrDefault("api-version", "");
        if (version.isEmpty()) {
            throw ResourceErrorCode.MISSING_API_VERSION.exception();
        }
        if (!VERSION.matcher(version).matches()) {
            throw ResourceErrorCode.INVALID_API_VERSION.exception(version);
        }
    }

    private void requireSubscription(Map<String, String> names) {
        String asked = names.getOrDefault("subscription", subscription.id());
        if (!asked.equalsIgnoreCase(subscription.id())) {
            throw ResourceErrorCode.SUBSCRIPTION_NOT_FOUND.exception(asked);
        }
    }

    private ArmAnswer error(ResourceException error, Request request) {
        ArmAnswer answer = request.method().equals("HEAD")
                ? ArmAnswer.status(error.status())
                : ArmAnswer.json(
                        error.status(),
                        Document.of("error", Document.of("code", error.code()).with("message", error.words())));
        return error.status() == 401
                ? answer.with(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\""
                                + Addresses.of(request.origin()).authority() + "/" + subscription.tenantId()
                                + "\", error=\"invalid_token\", error_description=\"" + error.words() + "\"")
                : answer;
    }

    /** What the account itself refuses, with all that it says of it. */
    private static ResourceException ofDataPlane(BatchException refusal) {
        String details = refusal.values().stream()
                .map(value -> " " + value.key() + ": " + value.value())
                .collect(Collectors.joining());
        return new ResourceException(
                refusal.code().status(),
                refusal.code().code(),
                refusal.code().message() + details,
                refusal.notModelled());
    }

    /** Adds what every answer has. */
    private static Response complete(ArmAnswer answer) {
        List<Header> headers = new ArrayList<>(answer.headers());
        String id = UUID.randomUUID().toString();
        headers.add(new Header("Cache-Control", "no-cache"));
        headers.add(new Header("Pragma", "no-cache"));
        headers.add(new Header("Expires", "-1"));
        headers.add(new Header("x-ms-request-id", id));
        headers.add(new Header("x-ms-correlation-request-id", id));
        headers.add(new Header("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        Content body = answer.content();
        return new Response(answer.status(), Headers.of(headers), body);
    }
}
