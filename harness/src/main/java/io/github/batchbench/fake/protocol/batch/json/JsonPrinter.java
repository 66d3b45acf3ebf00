package io.github.batchbench.fake.protocol.batch.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prints as the service does (recorded): a new line, CRLF, after each opening and before each closing bracket, two
 * blanks a level, no blank after a colon, everything else on one line. Characters outside ASCII are escaped, as the
 * service's OData library is known to do. Secrets are left out.
 */
public final class JsonPrinter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private JsonPrinter() {}

    /** The object as the service writes it, in UTF-8. */
    public static byte[] print(Document document) {
        return print(document, new Lines());
    }

    /** The same values on one line, as Azure Resource Manager writes them. */
    public static byte[] onOneLine(Object value) {
        return print(value, new MinimalPrettyPrinter());
    }

    private static byte[] print(Object value, PrettyPrinter layout) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.setPrettyPrinter(layout);
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Document document) {
            out.writeStartObject();
            for (Map.Entry<String, Object> property : document.properties().entrySet()) {
                if (!(property.getValue() instanceof Secret)) {
                    out.writeFieldName(property.getKey());
                    write(property.getValue(), out);
                }
            }
            out.writeEndObject();
        } else if (value instanceof List<?> values) {
            out.writeStartArray();
            for (Object each : values) {
                write(each, out);
            }
            out.writeEndArray();
        } else {
            out.writeObject(value);
        }
    }

    private static final class Lines extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1;

        /** The ends of lines by their level. */
        private static final String[] ENDS = IntStream.range(0, 16)
                .mapToObj(level -> "\r\n" + "  ".repeat(level))
                .toArray(String[]::new);

        private int level;

        @Override
        public void beforeObjectEntries(JsonGenerator out) throws IOException {
            level++;
            newLine(out);
        }

        /** An empty object is {@code {}}, unlike an empty list (recorded). */
        @Override
        public void writeEndObject(JsonGenerator out, int entries) throws IOException {
            if (entries > 0) {
                level--;
                newLine(out);
            }
            out.writeRaw('}');
        }

        @Override
        public void writeStartArray(JsonGenerator out) throws IOException {
            out.writeRaw('[');
            level++;
            newLine(out);
        }

        @Override
        public void writeEndArray(JsonGenerator out, int values) throws IOException {
            level--;
            newLine(out);
            out.writeRaw(']');
        }

        private void newLine(JsonGenerator out) throws IOException {
            out.writeRaw(level < ENDS.length ? ENDS[level] : "\r\n" + "  ".repeat(level));
        }
    }
}
