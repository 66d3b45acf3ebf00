package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Several deletions or changes of tier in one request, each with its own authorization and answer. */
final class BatchAction {
    private static final int MOST = 256;
    private static final String LINE = "\r\n";
    private static final Map<Integer, String> REASONS = Map.of(
            200,
            "OK",
            202,
            "Accepted",
            400,
            "Bad Request",
            403,
            "Forbidden",
            404,
            "Not Found",
            409,
            "Conflict",
            412,
            "Precondition Failed",
            501,
            "Not Implemented");

    private final Handler face;

    /** Sends the parts to the face that the batch came to. */
    BatchAction(Handler face) {
        this.face = face;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.BLOB_BATCH, this::run);
        actions.put(BlobOperation.BLOB_BATCH_OF_PATH, this::run);
        actions.put(BlobOperation.BLOB_BATCH_IN_CONTAINER, this::run);
    }

    private Answer run(BlobCall call) throws IOException {
        String body = new String(call.request().body().bytes(), StandardCharsets.UTF_8);
        List<BatchPart> parts = BatchPart.split(body, BatchPart.boundary(call), MOST);
        if (parts.isEmpty() || parts.size() > MOST) {
            throw BlobError.INVALID_INPUT.exception("A batch has 1 to " + MOST + " requests.");
        }
        String boundary = "batchresponse_" + UUID.randomUUID();
        StringBuilder answer = new StringBuilder();
        Response.Aside aside = Response.Aside.NONE;
        for (BatchPart part : parts) {
            answer.append("--").append(boundary).append(LINE);
            answer.append("Content-Type: application/http").append(LINE);
            answer.append("Content-ID: ").append(part.id()).append(LINE).append(LINE);
            Response response = answerTo(part, call);
            append(answer, response);
            aside = aside.equals(Response.Aside.NONE) ? response.aside() : aside;
        }
        answer.append("--").append(boundary).append("--").append(LINE);
        return Answer.of(202)
                .header("Content-Type", "multipart/mixed; boundary=" + boundary)
                .aside(aside)
                .body(Content.of(answer.toString()));
    }

    private Response answerTo(BatchPart part, BlobCall call) {
        Request request = part.request();
        try {
            check(request, call.target().container());
            return face.handle(request);
        } catch (BlobException e) {
            return ErrorBody.of(
                    e,
                    request,
                    List.of(new Header("x-ms-request-id", UUID.randomUUID().toString())));
        }
    }

    private static void check(Request request, String container) {
        boolean tier = request.method().equals("PUT") && request.query().contains("comp=tier");
        boolean delete = request.method().equals("DELETE") && !request.query().contains("restype=");
        if (!tier && !delete) {
            throw BlobError.INVALID_INPUT.exception("A batch holds only Delete Blob and Set Blob Tier.");
        }
        if (!container.isEmpty() && !BlobTarget.of(request.path()).container().equals(container)) {
            throw BlobError.INVALID_INPUT.exception("The blob is outside of the batch's container.");
        }
    }

    private static void append(StringBuilder answer, Response response) throws IOException {
        answer.append("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(REASONS.getOrDefault(response.status(), "Error"))
                .append(LINE);
        for (Header header : response.headers().lines()) {
            answer.append(header.name()).append(": ").append(header.value()).append(LINE);
        }
        answer.append(LINE)
                .append(new String(response.body().bytes(), StandardCharsets.UTF_8))
                .append(LINE);
    }
}
