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
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import io.github.batchbench.fake.subscription.ResourceErrorCode.Source;
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
            Pending pending = new Pending(subscription, blobPort);
            known = Stream.of(
                            new SubscriptionActions(subscription).routes(),
                            pending.routes(),
                            new GroupActions(subscription, pending).routes(),
                            new BatchAccountActions(subscription, pending).routes(),
                            new ArmPoolActions(subscription).routes(),
                            new ApplicationActions(subscription, blobPort).routes(),
                            new CertificateActions(subscription).routes(),
                            new LinkActions(subscription).routes(),
                            new LocationActions(subscription).routes(),
                            new StorageActions(subscription, pending, blobPort).routes(),
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
                ? refused(
                        new ResourceException(
                                Source.GATEWAY, status, ResourceErrorCode.BAD_REQUEST.code(), reason, null),
                        head)
                : others.refuse(status, reason, head);
    }

    @Override
    public Response handle(Request request) {
        if (!serves(request)) {
            return others.handle(request);
        }
        try {
            return complete(answer(request, Route.segments(request.path())), newId());
        } catch (ResourceException e) {
            return refused(e, request).with(Response.Aside.ofNotModelled(e.notModelled()));
        } catch (BatchException e) {
            return refused(ofDataPlane(e), request).with(Response.Aside.ofNotModelled(e.notModelled()));
        } catch (RuntimeException e) {
            String reason = Redaction.of().apply(e.toString());
            return refused(ResourceErrorCode.INTERNAL.exception(reason), request)
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

    private Response refused(ResourceException error, Request request) {
        String id = newId();
        ArmAnswer answer = request.method().equals("HEAD")
                ? ArmAnswer.status(error.status())
                : ArmAnswer.json(error.status(), Document.of("error", view(error, id)));
        if (error.source() == Source.GATEWAY && error.notModelled() == null) {
            answer = answer.with("x-ms-failure-cause", "gateway");
        }
        return complete(
                error.status() == 401 ? answer.with("WWW-Authenticate", challenge(error, request)) : answer, id);
    }

    private String challenge(ResourceException error, Request request) {
        return "Bearer authorization_uri=\"" + Addresses.of(request.origin()).authority() + "/"
                + subscription.tenantId() + "\", error=\"invalid_token\", error_description=\"" + error.words() + "\"";
    }

    /** Batch says more of each refusal than others do: which request, when, and what it is about (recorded). */
    private Document view(ResourceException error, String requestId) {
        Document shown = Document.of("code", error.code());
        if (error.source() != Source.BATCH) {
            return shown.with("message", error.words());
        }
        String when = WireTime.inBody(subscription.now());
        Document whole = shown.with("message", error.words() + "\nRequestId:" + requestId + "\nTime:" + when)
                .with("target", "BatchAccount");
        List<Document> details = error.details().stream()
                .map(detail -> Document.of("code", detail.code()).with("message", detail.message()))
                .toList();
        return details.isEmpty() ? whole : whole.with("details", details);
    }

    /** What the account itself refuses, with all that it says of it. */
    private static ResourceException ofDataPlane(BatchException refusal) {
        String missing = refusal.notModelled();
        if (missing != null) {
            return ResourceErrorCode.notModelled(missing);
        }
        ResourceException error = new ResourceException(
                Source.BATCH,
                refusal.code().status(),
                refusal.code().code(),
                refusal.code().message(),
                null);
        for (BatchException.Value value : refusal.values()) {
            error = error.with(value.key(), value.value());
        }
        return error;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Adds what every answer has. */
    private static Response complete(ArmAnswer answer, String id) {
        List<Header> headers = new ArrayList<>(answer.headers());
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
