package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import io.github.batchbench.fake.protocol.batch.json.JsonPrinter;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The REST API of a Batch account: every operation of the service, its checks and its errors. Thread-safe. */
public final class BatchApi implements Handler {
    private static final Logger LOG = System.getLogger(BatchApi.class.getName());

    private static final long UNPROVEN_BODY_LIMIT = 64 << 10;

    /** A length of less than that. */
    private static final Pattern SMALL = Pattern.compile("[0-9]{1,4}");

    /** Codes for what the host refuses; a guess, as the service's own front end answers such requests in its own way. */
    private static final Map<Integer, BatchErrorCode> HOST_ERRORS = Map.of(
            403, BatchErrorCode.FORBIDDEN,
            404, BatchErrorCode.RESOURCE_NOT_FOUND,
            405, BatchErrorCode.UNSUPPORTED_HTTP_VERB,
            408, BatchErrorCode.OPERATION_TIMED_OUT,
            413, BatchErrorCode.REQUEST_BODY_TOO_LARGE,
            414, BatchErrorCode.INVALID_URI,
            431, BatchErrorCode.INVALID_HEADER_VALUE,
            505, BatchErrorCode.UNSUPPORTED_HTTP_VERSION);

    private final BatchAccount account;
    private final BatchCredentials credentials;
    private final Notices notices;
    private final Map<String, OperationHandler> operations = new HashMap<>();

    /** The API of this account for callers with these credentials, as strict as the service. */
    public BatchApi(BatchAccount account, BatchCredentials credentials) {
        this(account, credentials, new Notices());
    }

    /**
     * The API of this account for callers with these credentials.
     *
     * @param notices is told what a user should know of requests that succeeded
     */
    public BatchApi(BatchAccount account, BatchCredentials credentials, Notices notices) {
        this.account = account;
        this.credentials = credentials;
        this.notices = notices;
        operations.putAll(new AccountHandlers(account).operations());
        operations.putAll(new UsageHandlers(account).operations());
        operations.putAll(new PoolHandlers(account).operations());
        operations.putAll(new AutoScaleHandlers(account).operations());
        operations.putAll(new CertificateHandlers(account).operations());
        operations.putAll(new NodeUserHandlers(account).operations());
        operations.putAll(new NodeHandlers(account).operations());
        operations.putAll(new JobScheduleHandlers(account).operations());
        operations.putAll(new JobHandlers(account).operations());
        operations.putAll(new TaskHandlers(account).operations());
        operations.putAll(new FileHandlers(account).operations());
    }

    @Override
    public Response handle(Request request) {
        String requestId = UUID.randomUUID().toString();
        Instant now = account.timeline().instant();
        Answer answer;
        Response.Aside aside = Response.Aside.NONE;
        try {
            answer = answer(request, requestId, now);
        } catch (BatchException e) {
            answer = error(e, request, requestId, now);
            aside = Response.Aside.ofNotModelled(e.notModelled());
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "The fake failed at " + request.method() + " " + request.path() + ": "
                            + Redaction.of().trace(e));
            String reason = "The fake failed: " + Redaction.of().apply(e.toString());
            answer = error(BatchErrorCode.INTERNAL_ERROR.exception().with("Reason", reason), request, requestId, now);
            // A connection that breaks, or a disk that is full, is no defect.
            boolean isDefect = !(e instanceof IOException || e instanceof UncheckedIOException);
            aside = isDefect ? Response.Aside.ofFailure(e) : aside;
        }
        return complete(answer, request, requestId, now).with(aside);
    }

    /** Who cannot prove who it is gets little room: enough for a stub of a test that answers before the account does. */
    @Override
    public long bodyLimit(Request head) {
        if (isSmall(head)) {
            // It fits whoever sends it, and who that is, is looked at when it is here.
            return UNPROVEN_BODY_LIMIT;
        }
        try {
            credentials.check(head);
            return BodyReader.LIMIT;
        } catch (BatchException e) {
            return UNPROVEN_BODY_LIMIT;
        }
    }

    /** Whether the body is said to be short, and will not be longer when it is unpacked. */
    private static boolean isSmall(Request head) {
        return head.headers().first("Content-Encoding").isEmpty()
                && head.headers()
                        .first("Content-Length")
                        .filter(length -> SMALL.matcher(length).matches())
                        .isPresent();
    }

    @Override
    public Response refuse(int status, String reason, Request head) {
        String requestId = UUID.randomUUID().toString();
        Instant now = account.timeline().instant();
        BatchException refusal = HOST_ERRORS
                .getOrDefault(status, status < 500 ? BatchErrorCode.INVALID_INPUT : BatchErrorCode.INTERNAL_ERROR)
                .exception()
                .with("Reason", reason);
        Answer answer = error(refusal, head, requestId, now);
        return complete(new Answer(status, answer.headers(), answer.content()), head, requestId, now);
    }

    private Answer answer(Request request, String requestId, Instant now) throws IOException {
        credentials.check(request);
        Map<String, String> query = QueryCheck.parameters(request.query());
        ApiVersion version = QueryCheck.version(query);
        if (version.isAnnouncedForRetirement()) {
            notices.say(version.retirement());
        }
        Operations.Match match = Operations.match(request, version);
        Operation operation = match.operation();
        QueryCheck.check(operation, version, query);
        Document body = BodyReader.read(operation, request, version, notices);
        OperationHandler handler = operations.get(operation.id());
        if (handler == null) {
            throw BatchException.notImplemented(operation.id());
        }
        return handler.answer(
                new Call(operation, match.path(), query, version, request, base(request), body, requestId, now));
    }

    private static String base(Request request) {
        return request.origin();
    }

    /** HEAD has no body to put an error in: the code cannot be read (recorded). */
    private static Answer error(BatchException error, Request request, String requestId, Instant now) {
        if (request.method().equals("HEAD")) {
            return Answer.status(error.code().status());
        }
        Document document = ErrorBody.of(error, base(request), requestId, now);
        Content body = Content.of(JsonPrinter.print(document));
        return new Answer(
                error.code().status(),
                List.of(
                        new Header("Content-Length", Long.toString(body.length())),
                        new Header("Content-Type", Answer.JSON)),
                () -> body);
    }

    /** Adds the headers that every answer has (recorded). */
    private static Response complete(Answer answer, Request request, String requestId, Instant now) {
        List<Header> headers = new ArrayList<>(answer.headers());
        headers.add(new Header("Server", "Microsoft-HTTPAPI/2.0"));
        headers.add(new Header("request-id", requestId));
        Headers sent = request.headers();
        boolean echo = sent.first("return-client-request-id")
                .map("true"::equalsIgnoreCase)
                .orElse(false);
        if (echo) {
            sent.first("client-request-id").ifPresent(id -> headers.add(new Header("client-request-id", id)));
        }
        headers.add(new Header("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));
        headers.add(new Header("X-Content-Type-Options", "nosniff"));
        headers.add(new Header("DataServiceVersion", "3.0"));
        headers.add(new Header("Date", HttpDates.format(now)));
        return new Response(
                answer.status(), Headers.of(headers), answer.content().get());
    }
}
