package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import io.github.batchbench.fake.protocol.batch.schema.BodySchema;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Reads the body of a request: its size, its content type, its names and types. Values are the operation's to check. */
final class BodyReader {
    /** Recorded for addtaskcollection. */
    static final long LIMIT = 1024 * 1024;

    private BodyReader() {}

    /** The body, empty if the operation takes none or there is none and it need not have one. */
    static Document read(Operation operation, Request request, ApiVersion version, Notices notices) throws IOException {
        if (operation.body().isEmpty()) {
            return Document.EMPTY;
        }
        if (request.body().length() > LIMIT) {
            throw BatchErrorCode.REQUEST_BODY_TOO_LARGE.exception().with("MaxLimit", Long.toString(LIMIT));
        }
        if (request.body().length() == 0) {
            if (operation.bodyRequired()) {
                throw BatchErrorCode.INVALID_REQUEST_BODY.exception().with("Reason", "The request body is empty.");
            }
            return Document.EMPTY;
        }
        checkType(request);
        return BodySchema.of(operation.body())
                .structured(JsonReader.object(request.body().bytes()), version.text(), notices::say);
    }

    private static void checkType(Request request) {
        Optional<String> type = request.headers().first("Content-Type");
        if (type.isEmpty()) {
            throw BatchErrorCode.MISSING_REQUIRED_HEADER.exception().with("HeaderName", "Content-Type");
        }
        if (!type.get().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw BatchErrorCode.INVALID_HEADER_VALUE
                    .exception()
                    .with("HeaderName", "Content-Type")
                    .with("HeaderValue", type.get());
        }
    }
}
