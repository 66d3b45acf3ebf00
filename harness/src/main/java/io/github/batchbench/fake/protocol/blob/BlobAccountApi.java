package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.FullDisk;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.access.Access;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.Gatekeeper;
import io.github.batchbench.fake.protocol.blob.message.Address;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.BlobTarget;
import io.github.batchbench.fake.protocol.blob.message.ErrorBody;
import io.github.batchbench.fake.protocol.blob.message.ServiceVersion;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One account's part of the API. */
final class BlobAccountApi {
    private static final Logger LOG = System.getLogger(BlobApi.class.getName());

    private static final long LARGE_DOCUMENT = 64 << 10;
    private static final int LONGEST_NAME = 1024;

    private final StorageAccount account;
    private final InstantSource clock;

    /** One at a time, so that many at once do not fill a small heap. */
    private final Semaphore largeDocuments = new Semaphore(1);

    private final Gatekeeper gatekeeper;
    private final Map<BlobOperation, Action> actions = new EnumMap<>(BlobOperation.class);

    /** Looks for the sources of copies in all accounts that there are doors to. */
    BlobAccountApi(
            StorageAccount account,
            BlobCredentials credentials,
            Map<String, Gatekeeper> doors,
            RemoteServers remote,
            InstantSource clock) {
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
        new PageActions(account).register(actions);
        new CopyActions(account, new CopySources(account, doors, remote)).register(actions);
        new TagSearch(account).register(actions);
        new BatchAction(this::handle, clock).register(actions);
    }

    Response handle(Request request, Address address) {
        Cors cors = new Cors(account.properties().cors());
        if (Cors.isPreflight(request)) {
            return preflight(request, cors);
        }
        return cors.told(handle(request, address, account.properties().defaultVersion()), request);
    }

    private Response preflight(Request request, Cors cors) {
        List<Header> common = common(request, clock);
        try {
            return cors.preflight(request).build(common, ServiceVersion.NEWEST);
        } catch (BlobException e) {
            return ErrorBody.of(e, request, common, ServiceVersion.NEWEST);
        }
    }

    /** As a request of a batch: it speaks the version of the batch unless it names its own. */
    private Response handle(Request request, Address address, @Nullable String defaultVersion) {
        ServiceVersion version = ServiceVersion.NEWEST;
        List<Header> common = common(request, clock);
        try {
            version = ServiceVersion.of(request, defaultVersion).known();
            common.add(new Header("x-ms-version", version.date()));
            return answer(BlobCall.read(request, address, version)).build(common, version);
        } catch (BlobException e) {
            return ErrorBody.of(e, request, common, version);
        } catch (IOException | UncheckedIOException e) {
            return ErrorBody.of(trouble(e), request, common, version);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "The fake failed at " + request.method() + " " + request.path() + ": "
                            + Redaction.of().trace(e));
            return ErrorBody.of(BlobError.INTERNAL_ERROR.exception(), request, common, version)
                    .with(Response.Aside.ofFailure(e));
        }
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

    /** How long the body of a request may be, empty if it may not be made at all. */
    Optional<Long> bodyLimit(Request head, Address address) {
        try {
            ServiceVersion version =
                    ServiceVersion.of(head, account.properties().defaultVersion());
            return Optional.of(
                    admitted(BlobCall.read(head, address, version)).operation().longestBody());
        } catch (BlobException e) {
            return Optional.empty();
        }
    }

    private Answer answer(BlobCall call) throws IOException {
        Admitted admitted = admitted(call);
        BlobOperation operation = admitted.operation();
        long length = call.request().body().length();
        if (length > operation.longestBody()) {
            throw BlobError.REQUEST_BODY_TOO_LARGE
                    .exception()
                    .with("MaxLimit", String.valueOf(operation.longestBody()));
        }
        NotModelledHeaders.refuse(call);
        Action action = actions.get(operation);
        if (action == null) {
            throw BlobError.NOT_IMPLEMENTED
                    .exception("The fake does not do " + operation.wireName() + ".")
                    .withNotModelled(operation.wireName());
        }
        if (!operation.isDocument() || length <= LARGE_DOCUMENT) {
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
        Access access = gatekeeper.admit(call);
        BlobOperation operation = BlobOperation.of(call).orElseThrow(() -> unknown(call));
        if (call.address().secondary() && !operation.isRead()) {
            throw BlobError.INSUFFICIENT_ACCOUNT_PERMISSIONS.exception();
        }
        Admitted admitted = new Admitted(operation, access.authorize(operation, call));
        requireTarget(operation, call);
        return admitted;
    }

    private static void requireTarget(BlobOperation operation, BlobCall call) {
        if (call.target().blob().length() > LONGEST_NAME) {
            throw BlobError.OUT_OF_RANGE_NAME.exception();
        }
        if (!call.param("versionid").isEmpty()) {
            throw BlobError.NOT_IMPLEMENTED
                    .exception("The fake keeps no versions of blobs, so there is none that versionid could name.")
                    .withNotModelled("versionid");
        }
        if (!call.snapshot().isEmpty() && !operation.takesSnapshots()) {
            throw BlobError.INVALID_OPERATION.exception();
        }
    }

    private static BlobException unknown(BlobCall call) {
        String comp = call.param("comp");
        String restype = call.param("restype");
        if (comp.isEmpty() && restype.isEmpty()) {
            return BlobError.UNSUPPORTED_HTTP_VERB.exception();
        }
        if (comp.isEmpty() && call.target().scope() == BlobTarget.Scope.SERVICE) {
            return call.invalidParam("comp").with("Reason", "");
        }
        String what = "%s of %s with restype=%s and comp=%s"
                .formatted(call.method(), call.target().scope(), restype, comp);
        return BlobError.NOT_IMPLEMENTED
                .exception("The fake does not know " + what + ".")
                .withNotModelled(what);
    }

    /** What every answer has. */
    static List<Header> common(Request request, InstantSource clock) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0"));
        headers.add(new Header("x-ms-request-id", UUID.randomUUID().toString()));
        headers.add(new Header("Date", HttpDates.format(clock.instant())));
        request.headers()
                .first("x-ms-client-request-id")
                .ifPresent(id -> headers.add(new Header("x-ms-client-request-id", id)));
        return headers;
    }
}
