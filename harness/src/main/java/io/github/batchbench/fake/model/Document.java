package io.github.batchbench.fake.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A JSON object as a client sent it, kept whole and in order, with typed views on what has behaviour. Values are
 * {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link Secret}, {@link Document} or {@link List} of these;
 * a JSON null is an absent property. Immutable, so entities may share one.
 */
public final class Document {
    /** The empty object. */
    public static final Document EMPTY = new Document(Map.of());

    private final Map<String, Object> properties;

    private Document(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** A document of these properties, in the map's order. */
    public static Document of(Map<String, ?> properties) {
        return new Document(Properties.of(properties));
    }

    /** A document of one property. */
    public static Document of(String name, Object value) {
        return EMPTY.with(name, value);
    }

    /** This document with the property set; a property that is there keeps its place. */
    public Document with(String name, Object value) {
        return new Document(Properties.with(properties, name, value));
    }

    /** This document with the property set if it is not there. */
    public Document withDefault(String name, Object value) {
        return properties.containsKey(name) ? this : with(name, value);
    }

    /** This document with all properties of another one in place of its own; those that are there keep their place. */
    public Document merged(Document changes) {
        Map<String, Object> copy = new LinkedHashMap<>(properties);
        copy.putAll(changes.properties);
        return new Document(Properties.of(copy));
    }

    /** This document with these properties as another one has them, and without those that it has not. */
    public Document replaced(Document other, Collection<String> names) {
        Map<String, Object> copy = new LinkedHashMap<>(properties);
        for (String name : names) {
            Object value = other.properties.get(name);
            if (value == null) {
                copy.remove(name);
            } else {
                copy.put(name, value);
            }
        }
        return new Document(Properties.of(copy));
    }

    /** This document without the property. */
    public Document without(String name) {
        if (!properties.containsKey(name)) {
            return this;
        }
        Map<String, Object> copy = new LinkedHashMap<>(properties);
        copy.remove(name);
        return new Document(Properties.of(copy));
    }

    /** This document with the property replaced by a function of it, if it is there and is an object. */
    public Document mapObject(String name, UnaryOperator<Document> change) {
        return object(name).map(value -> with(name, change.apply(value))).orElse(this);
    }

    /** All properties in order; unmodifiable. */
    public Map<String, Object> properties() {
        return properties;
    }

    /** Whether the property is there. */
    public boolean has(String name) {
        return properties.containsKey(name);
    }

    /** The property if it is a text. */
    public Optional<String> string(String name) {
        return value(name, String.class);
    }

    /** The property if it is a secret, which no answer shows. */
    public Optional<String> secret(String name) {
        return value(name, Secret.class).map(Secret::value);
    }

    /** The property if it is a whole number. */
    public Optional<Long> number(String name) {
        return value(name, Long.class);
    }

    /** The property as an int, or the default; the schema has checked the range. */
    public int integer(String name, int otherwise) {
        return number(name).map(Math::toIntExact).orElse(otherwise);
    }

    /** The property if it is a truth value, or the default. */
    public boolean flag(String name, boolean otherwise) {
        return value(name, Boolean.class).orElse(otherwise);
    }

    /** The property if it is an object. */
    public Optional<Document> object(String name) {
        return value(name, Document.class);
    }

    /** The objects in the property, which is a list; empty if it is absent. */
    public List<Document> objects(String name) {
        return list(name, Document.class);
    }

    /** The texts in the property, which is a list; empty if it is absent. */
    public List<String> strings(String name) {
        return list(name, String.class);
    }

    /** The property as an ISO 8601 duration. */
    public Optional<Duration> duration(String name) {
        return string(name).map(Durations::parse);
    }

    /** The property as a point in time. */
    public Optional<Instant> instant(String name) {
        return string(name).map(Instant::parse);
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        Object value = properties.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private <T> List<T> list(String name, Class<T> type) {
        if (!(properties.get(name) instanceof List<?> values)) {
            return List.of();
        }
        List<T> found = new ArrayList<>(values.size());
        for (Object value : values) {
            if (type.isInstance(value)) {
                found.add(type.cast(value));
            }
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Document that && properties.equals(that.properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
