package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an object property by property; what is null is left out. */
final class Shape {
    private final Map<String, Object> properties = new LinkedHashMap<>();

    Shape put(String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
        return this;
    }

    Shape put(String name, int value) {
        return put(name, (Object) (long) value);
    }

    Shape put(String name, @Nullable Instant value) {
        return put(name, value == null ? null : (Object) WireTime.inBody(value));
    }

    Shape putIf(boolean wanted, String name, Object value) {
        return wanted ? put(name, value) : this;
    }

    /** Copies properties that are there. */
    Shape copy(Document from, String... names) {
        for (String name : names) {
            put(name, from.properties().get(name));
        }
        return this;
    }

    /** Copies everything that is not there yet. */
    Shape rest(Document from) {
        from.properties().forEach(properties::putIfAbsent);
        return this;
    }

    Document document() {
        return Document.of(properties);
    }
}
