package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as documents and back, by the names of their components: texts, numbers, truth values, times, durations, constants,
 * documents, records, lists and maps of these. What is null is left out. A secret becomes an object of one property.
 */
final class RecordCodec {
    private static final String SECRET = "$secret";

    private RecordCodec() {}

    /** The record as a document, with its secrets. */
    static Document write(Record value) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object written = written(get(component, value));
            if (written != null) {
                properties.put(component.getName(), written);
            }
        }
        return Document.of(properties);
    }

    private static @Nullable Object get(RecordComponent component, Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + component, e);
        }
    }

    private static @Nullable Object written(@Nullable Object value) {
        if (value instanceof Document document) {
            return map(document.properties());
        }
        if (value instanceof Secret secret) {
            return Document.of(SECRET, secret.value());
        }
        if (value instanceof Record part) {
            return write(part);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            for (Object item : list) {
                Object written = written(item);
                if (written == null) {
                    throw new IllegalStateException("There is nothing in a list.");
                }
                items.add(written);
            }
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value instanceof Instant || value instanceof Duration ? value.toString() : value;
    }

    private static Document map(Map<?, ?> map) {
        Map<String, Object> properties = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            Object written = written(value);
            if (written != null) {
                properties.put((String) name, written);
            }
        });
        return Document.of(properties);
    }

    /**
     * The record that a document was made of.
     *
     * @throws IllegalArgumentException if it was made of none of this type
     */
    static <T extends Record> T read(Document document, Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable
        Object[] values = Arrays.stream(components)
                .map(component -> read(document.properties().get(component.getName()), component.getGenericType()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "There is no " + type.getSimpleName() + " in "
                            + document.properties().keySet(),
                    e);
        }
    }

    private static @Nullable Object read(@Nullable Object value, Type type) {
        if (value == null) {
            return type instanceof ParameterizedType of ? (of.getRawType() == List.class ? List.of() : Map.of()) : null;
        }
        if (type instanceof ParameterizedType of) {
            Type[] arguments = of.getActualTypeArguments();
            return of.getRawType() == List.class ? list(value, arguments[0]) : mapOf(value, arguments[1]);
        }
        return scalar(value, (Class<?>) type);
    }

    private static List<?> list(Object value, Type item) {
        List<@Nullable Object> items = new ArrayList<>();
        ((List<?>) value).forEach(each -> items.add(read(each, item)));
        return List.copyOf(items);
    }

    private static Map<String, ?> mapOf(Object value, Type item) {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        ((Document) value).properties().forEach((name, each) -> items.put(name, read(each, item)));
        return items;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a constant's class is known only when it runs
    private static Object scalar(Object value, Class<?> type) {
        if (type == Document.class) {
            return withSecrets((Document) value);
        }
        if (type.isRecord()) {
            return read((Document) value, type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class) type, (String) value);
        }
        if (type == Instant.class) {
            return Instant.parse((String) value);
        }
        if (type == Duration.class) {
            return Duration.parse((String) value);
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact((Long) value);
        }
        if (type == double.class && value instanceof Long whole) {
            return whole.doubleValue();
        }
        return value;
    }

    private static Document withSecrets(Document document) {
        Map<String, Object> properties = new LinkedHashMap<>();
        document.properties().forEach((name, value) -> properties.put(name, withSecrets(value)));
        return Document.of(properties);
    }

    private static Object withSecrets(Object value) {
        if (value instanceof Document document) {
            boolean secret =
                    document.properties().size() == 1 && document.string(SECRET).isPresent();
            return secret ? new Secret(document.string(SECRET).orElseThrow()) : withSecrets(document);
        }
        return value instanceof List<?> list
                ? list.stream().map(RecordCodec::withSecrets).toList()
                : value;
    }
}
