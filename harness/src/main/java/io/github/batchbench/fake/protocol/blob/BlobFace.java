package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.FullDisk;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * The Blob service's REST face over one account. Paths start with the account's name. Who asks is checked by key or
 * signature; what is not modelled is answered 501 with the operation's name.
 */
public final class BlobFace implements Handler {
    private static final Logger LOG = System.getLogger(BlobFace.class.getName());
    private static final String NEWEST_VERSION = "2026-10-06";

    private static final long LARGE_DOCUMENT = 64 << 10;
    private static final long UNPROVEN_BODY_LIMIT = 64 << 10;

    /** Codes for what the host refuses; a guess, as the service's own front end answers such requests in its own way. */
    private static final Map<Integer, BlobError> HOST_ERRORS = Map.of(
            403, BlobError.AUTHENTICATION_FAILED,
            404, BlobError.RESOURCE_NOT_FOUND,
            405, BlobError.UNSUPPORTED_HTTP_VERB,
            408, BlobError.INVALID_INPUT,
            413, BlobError.REQUEST_BODY_TOO_LARGE,
            414, BlobError.INVALID_URI,
            431, BlobError.INVALID_HEADER_VALUE,
            507, BlobError.INSUFFICIENT_STORAGE);

    private final StorageAccount account;
    private final InstantSource clock;

    /** One at a time, so that many at once do not fill a small heap. */
    private final Semaphore largeDocuments = new Semaphore(1);

    private final Gatekeeper gatekeeper;
    private final Map<BlobOperation, Action> actions = new EnumMap<>(BlobOperation.class);

    /**
     * Serves an account to those who have its credentials.
     *
     * @param clock the time that clients live in, which signatures begin and expire by
     */
    public BlobFace(StorageAccount account, BlobCredentials credentials, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.gatekeeper = new Gatekeeper(account, credentials, clock);
        new ServiceActions(account, credentials, clock).register(actions);
        new ContainerActions(account).register(actions);
        new LeaseActions(account).register(actions);
        new ListActions(account).register(actions);
        new ReadActions(account).register(actions);
        new ChangeActions(account).register(actions);
        new BlockActions(account).register(actions);
        new AppendActions(account).register(actions);
        new CopyActions(account, new CopySources(account, gatekeeper)).register(actions);
        new TagSearch(account).register(actions);
        new BatchAction(this).register(actions);
    }

    @Override
    public Response handle(Request request) {
        List<Header> common = common(request);
        try {
            return answer(request).build(common);
        } catch (BlobException e) {
            return ErrorBody.of(e, request, common);
        } catch (IOException | UncheckedIOException e) {
            return ErrorBody.of(trouble(e), request, common);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "The fake failed at " + request.method() + " " + request.path() + ": "
                            + Redaction.of().trace(e));
            return ErrorBody.of(BlobError.INTERNAL_ERROR.exception(), request, common)
                    .with(Response.Aside.ofFailure(e));
        }
    }

    /** Who may not do what it asks for gets little room: enough for a stub of a test that answers before the account. */
    @Override
    public long bodyLimit(Request head) {
        try {
            return admitted(read(head)).operation().longestBody();
        } catch (BlobException e) {
            return UNPROVEN_BODY_LIMIT;
        }
    }

    @Override
    public Response refuse(int status, String reason, Request head) {
        BlobError error =
                HOST_ERRORS.getOrDefault(status, status < 500 ? BlobError.INVALID_INPUT : BlobError.INTERNAL_ERROR);
        return ErrorBody.of(error.exception().withStatus(status).with("Reason", reason), head, common(head));
    }

    private BlobException trouble(Exception e) {
        String folder = account.store().directory() + ": " + root(e).getMessage();
        return FullDisk.isBehind(e)
                ? BlobError.INSUFFICIENT_STORAGE.exception(
                        "The disk that the fake keeps its blobs on is full: " + folder)
                : BlobError.INTERNAL_ERROR.exception("The fake cannot use its disk: " + folder);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private Answer answer(Request request) throws IOException {
        Admitted admitted = admitted(read(request));
        BlobOperation operation = admitted.operation();
        if (request.body().length() > operation.longestBody()) {
            throw BlobError.REQUEST_BODY_TOO_LARGE
                    .exception()
                    .with("MaxLimit", String.valueOf(operation.longestBody()));
        }
        Action action = actions.get(operation);
        if (action == null) {
            throw BlobError.NOT_IMPLEMENTED
                    .exception("The fake does not do " + operation.wireName() + ".")
                    .withNotModelled(operation.wireName());
        }
        boolean isLargeDocument = operation.isDocument() && request.body().length() > LARGE_DOCUMENT;
        if (!isLargeDocument) {
            return action.run(admitted.call());
        }
        largeDocuments.acquireUninterruptibly();
        try {
            return action.run(admitted.call());
        } finally {
            largeDocuments.release();
        }
    }

    /** A call that may be made, judged by its head. */
    private record Admitted(BlobOperation operation, BlobCall call) {}

    private Admitted admitted(BlobCall call) {
        if (!call.target().account().equals(account.name())) {
            throw BlobError.RESOURCE_NOT_FOUND.exception(
                    "There is no storage account " + call.target().account() + " here.");
        }
        Access access = gatekeeper.admit(call);
        BlobOperation operation = BlobOperation.of(call).orElseThrow(() -> unknown(call));
        return new Admitted(operation, access.authorize(operation, call));
    }

    private BlobCall read(Request request) {
        Map<String, String> query = QueryText.first(request.query());
        BlobTarget target =
                BlobTarget.of(isHostStyle(request) ? "/" + account.name() + request.path() : request.path());
        boolean inRoot = target.scope() == BlobTarget.Scope.CONTAINER && !query.containsKey("restype");
        boolean nothingElse = !query.getOrDefault("comp", "").equals("list");
        return new BlobCall(request, inRoot && nothingElse ? target.inRootContainer() : target, query, true);
    }

    /** As in the cloud, where the account is a part of the host's name: {@code account.blob.localhost}. */
    private boolean isHostStyle(Request request) {
        return request.headers()
                .first("Host")
                .filter(host -> host.startsWith(account.name() + "."))
                .isPresent();
    }

    private static BlobException unknown(BlobCall call) {
        String comp = call.param("comp");
        String restype = call.param("restype");
        if (comp.isEmpty() && restype.isEmpty()) {
            return BlobError.UNSUPPORTED_HTTP_VERB.exception();
        }
        String what = "%s of %s with restype=%s and comp=%s"
                .formatted(call.method(), call.target().scope(), restype, comp);
        return BlobError.NOT_IMPLEMENTED
                .exception("The fake does not know " + what + ".")
                .withNotModelled(what);
    }

    private List<Header> common(Request request) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0"));
        headers.add(new Header("x-ms-request-id", UUID.randomUUID().toString()));
        headers.add(new Header(
                "x-ms-version", request.headers().first("x-ms-version").orElse(NEWEST_VERSION)));
        headers.add(new Header("Date", HttpDates.format(clock.instant())));
        request.headers()
                .first("x-ms-client-request-id")
                .ifPresent(id -> headers.add(new Header("x-ms-client-request-id", id)));
        return headers;
    }
}
