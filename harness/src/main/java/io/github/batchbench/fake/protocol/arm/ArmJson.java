package io.github.batchbench.fake.protocol.arm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import io.github.batchbench.fake.subscription.ResourceErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** JSON as Resource Manager writes it: on one line. */
final class ArmJson {
    private static final JsonFactory FACTORY = new JsonFactory();

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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Document document) {
            generator.writeStartObject();
            for (Map.Entry<String, Object> property : document.properties().entrySet()) {
                generator.writeFieldName(property.getKey());
                write(generator, property.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> values) {
            generator.writeStartArray();
            for (Object each : values) {
                write(generator, each);
            }
            generator.writeEndArray();
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            generator.writeString(value.toString());
        }
    }
}
