package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.JsonPrinter;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import io.github.batchbench.fake.subscription.ResourceErrorCode;

/** JSON as Resource Manager writes it: on one line. */
final class ArmJson {
    private ArmJson() {}

    /** The object that a body holds; nothing at all is an empty one, which some clients send. */
    static Document read(byte[] bytes) {
        if (bytes.length == 0) {
            return Document.EMPTY;
        }
        try {
            return JsonReader.object(bytes);
        } catch (BatchException e) {
            String reason = e.values().isEmpty()
                    ? e.code().message()
                    : e.values().get(0).value();
            throw ResourceErrorCode.INVALID_CONTENT.exception(reason);
        }
    }

    static byte[] print(Object value) {
        return JsonPrinter.onOneLine(value);
    }
}
