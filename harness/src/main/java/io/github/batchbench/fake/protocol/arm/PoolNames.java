package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Facts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of names and values that the two schemas of a pool do not share, used both ways. */
final class PoolNames {
    private static final Map<String, String> TO_DATA = new HashMap<>();
    private static final Map<String, String> TO_ARM = new HashMap<>();
    private static final Map<String, List<String>> VALUES = new HashMap<>();

    static {
        Facts.lines("protocol/arm/pool-names.txt").forEach(PoolNames::read);
    }

    private PoolNames() {}

    private static void read(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("name")) {
            String parent = words[1].substring(0, words[1].indexOf('/') + 1);
            TO_DATA.put(words[1], words[2]);
            TO_ARM.put(parent + words[2], words[1].substring(parent.length()));
        } else {
            VALUES.put(words[1], List.of(words).subList(2, words.length));
        }
    }

    /** An object with the data plane's names in place of Resource Manager's; values are taken in any case there. */
    static Document toData(Document object, String parent) {
        return renamed(object, parent, true);
    }

    /** An object with Resource Manager's names and values in place of the data plane's. */
    static Document toArm(Document object, String parent) {
        return renamed(object, parent, false);
    }

    private static Document renamed(Document object, String parent, boolean toData) {
        Map<String, Object> out = new LinkedHashMap<>();
        object.properties().forEach((name, value) -> {
            String other = (toData ? TO_DATA : TO_ARM).getOrDefault(parent + "/" + name, name);
            // Objects are known by Resource Manager's names.
            String arm = toData ? name : other;
            out.put(other, value(value, arm, parent + "/" + arm, toData));
        });
        return Document.of(out);
    }

    private static Object value(Object value, String name, String path, boolean toData) {
        if (value instanceof Document object) {
            return renamed(object, name, toData);
        }
        if (value instanceof List<?> items) {
            return items.stream().map(item -> value(item, name, path, toData)).toList();
        }
        return !toData && value instanceof String text ? spelled(text, path) : value;
    }

    private static String spelled(String text, String path) {
        return VALUES.getOrDefault(path, List.of()).stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElse(text);
    }

    /** A value of an enumeration that begins with a capital here. */
    static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The last part of a resource id. */
    static String last(String id) {
        List<String> parts = Arrays.asList(id.split("/", -1));
        return parts.get(parts.size() - 1);
    }
}
