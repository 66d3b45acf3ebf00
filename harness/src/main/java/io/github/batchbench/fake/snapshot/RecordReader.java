package io.github.batchbench.fake.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Secret;
import java.io.IOException;
import java.lang.reflect.Constructor;
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
import org.jspecify.annotations.Nullable;

/**
 * Records out of what {@link RecordWriter} has written. A start reads a row for each task, so what a record is made of is looked up once, and
 * nothing lies between the text and the record. Thread-safe.
 */
final class RecordReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(RecordWriter.MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ClassValue<RecordReader> KNOWN = new ClassValue<>() {
        @Override
        protected RecordReader computeValue(Class<?> type) {
            return new RecordReader(type.asSubclass(Record.class));
        }
    };

    /** Reads a value at whose first token a parser is. */
    private interface Reading {
        @Nullable
        Object at(JsonParser json) throws IOException;
    }

    private final Class<? extends Record> type;
    private final Constructor<? extends Record> constructor;
    private final Map<String, Integer> places = new HashMap<>();
    private final Reading[] readings;

    /** What is there when nothing is said of a component. */
    private final @Nullable Object[] absent;

    private RecordReader(Class<? extends Record> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
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
            places.put(components[i].getName(), i);
            readings[i] = reading(components[i].getGenericType());
            absent[i] = components[i].getType() == List.class
                    ? List.of()
                    : components[i].getType() == Map.class ? Map.of() : null;
        }
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
            return json -> Document.of(mapAt(json, RecordReader::valueAt));
        }
        if (type == Secret.class) {
            return RecordReader::valueAt;
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
        return RecordReader::valueAt;
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
            case START_ARRAY -> listAt(json, RecordReader::valueAt);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("It has " + json.currentToken() + " where it should have a value.");
        };
    }

    private static Object objectAt(JsonParser json) throws IOException {
        Map<String, Object> properties = mapAt(json, RecordReader::valueAt);
        return properties.size() == 1 && properties.get(RecordWriter.SECRET) instanceof String text
                ? new Secret(text)
                : Document.of(properties);
    }
}
