package io.github.batchbench.fake.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few properties by name in one array, in their order: a job may have a million tasks of three properties each, and a map of the JDK takes
 * four times as much. Immutable.
 */
final class Properties extends AbstractMap<String, Object> {
    private static final int FEW = 12;

    /** Names and values by turns. */
    private final Object[] pairs;

    private Properties(Object[] pairs) {
        this.pairs = pairs;
    }

    /** A copy of these properties. */
    static Map<String, Object> of(Map<String, ?> properties) {
        if (properties.size() > FEW) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
        Object[] pairs = new Object[2 * properties.size()];
        int next = 0;
        for (Map.Entry<String, ?> property : properties.entrySet()) {
            pairs[next++] = property.getKey();
            pairs[next++] = property.getValue();
        }
        return new Properties(pairs);
    }

    /** These properties with one of them set, whose place stays if it is among them. */
    static Map<String, Object> with(Map<String, Object> properties, String name, Object value) {
        int place = properties instanceof Properties few ? few.place(name) : -1;
        if (place >= 0) {
            Object[] pairs = ((Properties) properties).pairs.clone();
            pairs[place + 1] = value;
            return new Properties(pairs);
        }
        Map<String, Object> copy = new LinkedHashMap<>(properties);
        copy.put(name, value);
        return of(copy);
    }

    private int place(@Nullable Object name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int place = place(name);
        return place < 0 ? null : pairs[place + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return place(name) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept((String) pairs[i], pairs[i + 1]);
        }
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return pairs.length / 2;
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Pairs();
            }
        };
    }

    private final class Pairs implements Iterator<Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        public Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry((String) pairs[next - 2], pairs[next - 1]);
        }
    }
}
