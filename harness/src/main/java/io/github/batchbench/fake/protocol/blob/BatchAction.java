package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import io.github.batchbench.fake.protocol.blob.message.Address;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.BlobTarget;
import io.github.batchbench.fake.protocol.blob.message.ErrorBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several deletions or changes of tier in one request, each with its own authorization and answer. */
final class BatchAction {
    private static final int MOST = 256;
    private static final String LINE = "\r\n";
    private static final Map<Integer, String> REASONS = Map.of(200, "OK", 202, "Accepted");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<\n]*)");

    /** What the whole batch says for all parts, or what a part without a body does not say, as recorded. */
    private static final Set<String> OF_THE_BATCH = Set.of("date", "content-length");

    /** Does one request of a batch. */
    @FunctionalInterface
    interface PartHandler {
        /** The answer; nothing is thrown. */
        Response handle(Request part, Address address, String version);
    }

    private record Answered(String id, Response response) {}

    private final PartHandler api;
    private final InstantSource clock;

    BatchAction(PartHandler api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.BLOB_BATCH, this::run);
        actions.put(BlobOperation.BLOB_BATCH_OF_PATH, this::run);
        actions.put(BlobOperation.BLOB_BATCH_IN_CONTAINER, this::run);
    }

    private Answer run(BlobCall call) throws IOException {
        call.requiredHeader("Content-Type");
        String boundary = "batchresponse_" + UUID.randomUUID();
        StringBuilder body = new StringBuilder();
        Response.Aside aside = Response.Aside.NONE;
        for (Answered part : answers(call)) {
            aside = aside.equals(Response.Aside.NONE) ? part.response().aside() : aside;
            body.append("--").append(boundary).append(LINE);
            body.append("Content-Type: application/http").append(LINE);
            body.append("Content-ID: ").append(part.id()).append(LINE).append(LINE);
            append(body, part.response());
        }
        body.append("--").append(boundary).append("--");
        return Answer.of(202)
                .header("Content-Type", "multipart/mixed; boundary=" + boundary)
                .aside(aside)
                .body(Content.of(body.toString()));
    }

    /** A batch that cannot be read is accepted all the same: its only answer says what is wrong, and nothing is done. */
    private List<Answered> answers(BlobCall call) throws IOException {
        List<BatchPart> parts;
        try {
            parts = BatchPart.split(call, MOST);
            if (parts.size() > MOST) {
                throw BlobError.EXCEEDS_MAX_BATCH_REQUEST_COUNT.exception();
            }
        } catch (BlobException e) {
            return List.of(new Answered("0", refused(e, call.request(), call)));
        }
        List<Answered> answers = new ArrayList<>();
        for (BatchPart part : parts) {
            answers.add(new Answered(part.id(), answerTo(part, call)));
        }
        return answers;
    }

    private Response answerTo(BatchPart part, BlobCall call) {
        Request request = part.request();
        try {
            Address address = call.address().ofPart(request.path());
            check(request, address, call.target().container());
            return api.handle(request, address, call.version().date());
        } catch (BlobException e) {
            return refused(e, request, call);
        }
    }

    private Response refused(BlobException refusal, Request request, BlobCall call) {
        List<Header> common = BlobAccountApi.common(request, clock);
        common.add(new Header("x-ms-version", call.version().date()));
        return ErrorBody.of(refusal, request, common, call.version());
    }

    private static void check(Request request, Address address, String container) {
        Map<String, String> query = QueryText.first(request.query());
        boolean tier = request.method().equals("PUT") && "tier".equals(query.get("comp"));
        boolean delete = request.method().equals("DELETE") && !query.containsKey("restype");
        if (!tier && !delete) {
            throw BlobError.INVALID_INPUT.exception("A batch holds only Delete Blob and Set Blob Tier.");
        }
        if (!container.isEmpty() && !BlobTarget.of(address.path()).container().equals(container)) {
            throw BlobError.INVALID_INPUT.exception("The blob is outside of the batch's container.");
        }
    }

    /** One empty line ends the headers; a line break ends a body, if there is one. */
    private static void append(StringBuilder body, Response response) throws IOException {
        String text = new String(response.body().bytes(), StandardCharsets.UTF_8);
        body.append("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(reason(response.status(), text))
                .append(LINE);
        for (Header header : response.headers().lines()) {
            if (!OF_THE_BATCH.contains(header.name().toLowerCase(Locale.ROOT))) {
                body.append(header.name()).append(": ").append(valueOf(header)).append(LINE);
            }
        }
        if (!text.isEmpty()) {
            body.append("Content-Length: ").append(response.body().length()).append(LINE);
        }
        body.append(LINE);
        if (!text.isEmpty()) {
            body.append(text).append(LINE);
        }
    }

    /** What is refused says why in its first line. */
    private static String reason(int status, String text) {
        Matcher message = MESSAGE.matcher(text);
        return message.find() ? message.group(1) : REASONS.getOrDefault(status, "Error");
    }

    /** The second word names the server that the whole batch has come through. */
    private static String valueOf(Header header) {
        return header.name().equals("Server") ? header.value().split(" ", 2)[0] : header.value();
    }
}
