package io.github.batchbench.fake.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records as objects in JSON, by the names of their components: texts, numbers, truth values, times, durations, constants,
 * documents, records, lists and maps of these. What is null is left out. A secret becomes an object of one property. With a location, each
 * change of a task is written, so what a record is made of is looked up once. {@link RecordReader} reads it. Thread-safe.
 */
final class RecordWriter {
    static final String SECRET = "$secret";

    /** More than any request may have, as what a request holds lies a few levels deeper here. */
    static final int MAX_DEPTH = 1000;

    private static final int USUAL = 1500;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final ClassValue<Part[]> PARTS = new ClassValue<>() {
        @Override
        protected Part[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Part[] parts = new Part[components.length];
            for (int i = 0; i < parts.length; i++) {
                components[i].getAccessor().setAccessible(true);
                parts[i] = new Part(
                        new SerializedString(components[i].getName()),
                        components[i].getAccessor(),
                        writing(components[i].getType()));
            }
            return parts;
        }
    };

    /** How what lies in a list, a map or a document is written, by its class. */
    private static final ClassValue<Writing> KINDS = new ClassValue<>() {
        @Override
        protected Writing computeValue(Class<?> type) {
            return writing(type);
        }
    };

    /** Writes a value that is not null. */
    private interface Writing {
        void to(JsonGenerator json, Object value) throws IOException;
    }

    /** A component of a record. */
    private record Part(SerializableString name, Method accessor, Writing writing) {
        @Nullable
        Object of(Record whole) {
            try {
                return accessor.invoke(whole);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Cannot read " + accessor, e);
            }
        }
    }

    private RecordWriter() {}

    /** One object with all that these records have, and with their secrets, in UTF-8. */
    static byte[] write(Record... all) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(USUAL);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Record each : all) {
                components(json, each);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    private static void components(JsonGenerator json, Record whole) throws IOException {
        for (Part part : PARTS.get(whole.getClass())) {
            Object value = part.of(whole);
            if (value != null) {
                json.writeFieldName(part.name());
                part.writing().to(json, value);
            }
        }
    }

    private static void record(JsonGenerator json, Object value) throws IOException {
        json.writeStartObject();
        components(json, (Record) value);
        json.writeEndObject();
    }

    /** How values are written where a component has this type. */
    private static Writing writing(Class<?> type) {
        if (type == String.class) {
            return (json, value) -> json.writeString((String) value);
        }
        if (type == Document.class) {
            return (json, value) -> map(json, ((Document) value).properties());
        }
        if (type == Secret.class) {
            return (json, value) -> map(json, Map.of(SECRET, ((Secret) value).value()));
        }
        if (type.isRecord()) {
            return RecordWriter::record;
        }
        if (List.class.isAssignableFrom(type)) {
            return (json, value) -> list(json, (List<?>) value);
        }
        if (Map.class.isAssignableFrom(type)) {
            return (json, value) -> map(json, (Map<?, ?>) value);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return (json, value) -> json.writeString(((Enum<?>) value).name());
        }
        if (type == Instant.class) {
            return (json, value) -> json.writeString(KeptTime.text((Instant) value));
        }
        if (type == Duration.class) {
            return (json, value) -> json.writeString(value.toString());
        }
        return RecordWriter::simple;
    }

    private static void simple(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeObject(value);
        }
    }

    private static void list(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object item : list) {
            any(json, Objects.requireNonNull(item, "there is no null in a list"));
        }
        json.writeEndArray();
    }

    private static void map(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            if (value != null) {
                json.writeFieldName((String) entry.getKey());
                any(json, value);
            }
        }
        json.writeEndObject();
    }

    private static void any(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else {
            KINDS.get(value.getClass()).to(json, value);
        }
    }
}
