package io.github.batchbench.fake.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Secret;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records as objects in JSON and back, by the names of their components: texts, numbers, truth values, times, durations, constants,
 * documents, records, lists and maps of these. What is null is left out. A secret becomes an object of one property. A start reads a row
 * for each task, so what a record is made of is looked up once, and nothing lies between the text and the record. Thread-safe.
 */
final class RecordCodec {
    private static final String SECRET = "$secret";

    /** More than any request may have, as what a request holds lies a few levels deeper here. */
    private static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private static final ClassValue<RecordCodec> KNOWN = new ClassValue<>() {
        @Override
        protected RecordCodec computeValue(Class<?> type) {
            return new RecordCodec(type.asSubclass(Record.class));
        }
    };

    /** Reads a value at whose first token a parser is. */
    private interface Reading {
        @Nullable
        Object at(JsonParser json) throws IOException;
    }

    private final Class<? extends Record> type;
    private final RecordComponent[] components;
    private final Constructor<? extends Record> constructor;
    private final Map<String, Integer> places = new HashMap<>();
    private final Reading[] readings;

    /** What is there when nothing is said of a component. */
    private final @Nullable Object[] absent;

    private RecordCodec(Class<? extends Record> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.readings = new Reading[components.length];
        this.absent = new Object[components.length];
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its constructor: " + type, e);
        }
        constructor.setAccessible(true);
        for (int i = 0; i < components.length; i++) {
            components[i].getAccessor().setAccessible(true);
            places.put(components[i].getName(), i);
            readings[i] = reading(components[i].getGenericType());
            absent[i] = components[i].getType() == List.class
                    ? List.of()
                    : components[i].getType() == Map.class ? Map.of() : null;
        }
    }

    /** One object with all that these records have, and with their secrets. */
    static String write(Record... parts) {
        CharArrayWriter text = new CharArrayWriter(1024);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Record part : parts) {
                KNOWN.get(part.getClass()).writeTo(json, part);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeTo(JsonGenerator json, Record value) throws IOException {
        for (RecordComponent component : components) {
            property(json, component.getName(), get(component, value));
        }
    }

    private static @Nullable Object get(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    private static void property(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            value(json, value);
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Document document) {
            map(json, document.properties());
        } else if (value instanceof Secret secret) {
            map(json, Map.of(SECRET, secret.value()));
        } else if (value instanceof Record part) {
            json.writeStartObject();
            KNOWN.get(part.getClass()).writeTo(json, part);
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                value(json, Objects.requireNonNull(item, "there is no null in a list"));
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            map(json, map);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else if (value instanceof Instant || value instanceof Duration) {
            json.writeString(value.toString());
        } else {
            simple(json, value);
        }
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

    private static void map(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            property(json, (String) entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /**
     * The record that an object was made of, in UTF-8. What it has of other records is passed over.
     *
     * @throws IllegalArgumentException if it was made of none of this type
     */
    static <T extends Record> T read(byte[] object, Class<T> type) {
        try (JsonParser json = FACTORY.createParser(object)) {
            json.nextToken();
            return type.cast(KNOWN.get(type).recordAt(json));
        } catch (IOException | ClassCastException | ArithmeticException e) {
            throw new IllegalArgumentException("There is no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private Object recordAt(JsonParser json) throws IOException {
        require(json, JsonToken.START_OBJECT);
        @Nullable Object[] values = absent.clone();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Integer place = places.get(json.currentName());
            JsonToken first = json.nextToken();
            if (place == null) {
                json.skipChildren();
            } else if (first != JsonToken.VALUE_NULL) {
                values[place] = readings[place].at(json);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no whole " + type.getSimpleName() + ".", e);
        }
    }

    private static void require(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("It has " + json.currentToken() + " where it should have " + token + ".");
        }
    }

    private static Reading reading(Type type) {
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            if (of.getRawType() == List.class) {
                Reading item = reading(arguments[0]);
                return json -> listAt(json, item);
            }
            Reading item = reading(arguments[1]);
            return json -> mapAt(json, item);
        }
        return reading((Class<?>) type);
    }

    private static Reading reading(Class<?> type) {
        if (type == Document.class) {
            return json -> Document.of(mapAt(json, RecordCodec::valueAt));
        }
        if (type == Secret.class) {
            return RecordCodec::valueAt;
        }
        if (type.isRecord()) {
            return json -> KNOWN.get(type).recordAt(json);
        }
        if (type.isEnum()) {
            Map<String, Object> constants = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), constant);
            }
            return json -> constant(constants, json.getText());
        }
        if (type == Instant.class) {
            return json -> KeptTime.parse(json.getText());
        }
        if (type == Duration.class) {
            return json -> Duration.parse(json.getText());
        }
        if (type == int.class || type == Integer.class) {
            return JsonParser::getIntValue;
        }
        if (type == double.class) {
            return JsonParser::getDoubleValue;
        }
        return RecordCodec::valueAt;
    }

    private static Object constant(Map<String, Object> constants, String name) throws IOException {
        Object constant = constants.get(name);
        if (constant == null) {
            throw new IOException("It has '" + name + "' where it should have one of " + constants.keySet() + ".");
        }
        return constant;
    }

    private static List<?> listAt(JsonParser json, Reading item) throws IOException {
        require(json, JsonToken.START_ARRAY);
        if (json.nextToken() == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<@Nullable Object> items = new ArrayList<>(4);
        do {
            items.add(item.at(json));
        } while (json.nextToken() != JsonToken.END_ARRAY);
        return List.copyOf(items);
    }

    private static Map<String, @Nullable Object> mapAt(JsonParser json, Reading item) throws IOException {
        require(json, JsonToken.START_OBJECT);
        Map<String, @Nullable Object> items = new LinkedHashMap<>(8);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                items.put(name, item.at(json));
            }
        }
        return items;
    }

    private static Object valueAt(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> objectAt(json);
            case START_ARRAY -> listAt(json, RecordCodec::valueAt);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("It has " + json.currentToken() + " where it should have a value.");
        };
    }

    private static Object objectAt(JsonParser json) throws IOException {
        Map<String, Object> properties = mapAt(json, RecordCodec::valueAt);
        return properties.size() == 1 && properties.get(SECRET) instanceof String text
                ? new Secret(text)
                : Document.of(properties);
    }
}
