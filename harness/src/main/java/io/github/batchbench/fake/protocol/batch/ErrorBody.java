package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one place that renders an error, to the letter of the recordings. */
final class ErrorBody {
    private static final String FRAGMENT =
            "/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element";

    private ErrorBody() {}

    /** The body of an error answer. */
    static Document of(BatchException error, String base, String requestId, Instant time) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("odata.metadata", base + FRAGMENT);
        body.putAll(inItem(error, requestId, time).properties());
        return Document.of(body);
    }

    /** The error of one item of a collection. */
    static Document inItem(BatchException error, String requestId, Instant time) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", error.code().code());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("lang", "en-US");
        message.put("value", error.code().message() + "\nRequestId:" + requestId + "\nTime:" + WireTime.inError(time));
        body.put("message", Document.of(message));
        if (!error.values().isEmpty()) {
            List<Document> values = new ArrayList<>();
            for (BatchException.Value value : error.values()) {
                values.add(Document.of("key", value.key()).with("value", value.value()));
            }
            body.put("values", values);
        }
        return Document.of(body);
    }
}
