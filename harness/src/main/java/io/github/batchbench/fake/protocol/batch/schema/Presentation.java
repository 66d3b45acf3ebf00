package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Default;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.ListOf;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How objects of a type are shown in one version: what the client left out and the service fills in, and what the
 * version does not have or never shows, down to the innermost object. The facts are {@code default}, {@code since},
 * {@code until} and {@code unlisted} in {@code amendments.txt}. Immutable once made.
 */
public final class Presentation {
    private static final Map<String, Map<String, Presentation>> BY_VERSION = new ConcurrentHashMap<>();

    /** What is known of one property in this version. */
    private record Slot(
            String name,
            List<Default> defaults,
            boolean unlisted,
            @Nullable Presentation objects) {}

    private final List<Slot> slots = new ArrayList<>();
    /** Whether an object may come to look otherwise than it was sent. */
    private boolean changes;

    private Document filledIn = Document.EMPTY;

    private Presentation() {}

    /**
     * The presentation of a type of the swagger.
     *
     * @param type for example {@code PoolAddParameter}
     * @param version the version of the request, for example {@code 2025-06-01}
     */
    public static Presentation of(String type, String version) {
        Presentation presentation =
                BY_VERSION.computeIfAbsent(version, Presentation::all).get(type);
        if (presentation == null) {
            throw new IllegalArgumentException("the facts know no type " + type);
        }
        return presentation;
    }

    private static Map<String, Presentation> all(String version) {
        Map<String, Presentation> made = new HashMap<>();
        Types.names().forEach(name -> made.put(name, new Presentation()));
        made.forEach((name, presentation) ->
                Types.get(name).properties().values().forEach(property -> presentation.add(property, version, made)));
        made.values()
                .forEach(presentation -> presentation.changes |= presentation.slots.stream()
                        .anyMatch(slot -> !slot.defaults().isEmpty() || slot.unlisted()));
        // As deep as objects lie within objects.
        for (boolean more = true; more; ) {
            more = false;
            for (Presentation presentation : made.values()) {
                more |= presentation.learn();
            }
        }
        made.values().forEach(presentation -> presentation.filledIn = presentation.show(Document.EMPTY));
        return Map.copyOf(made);
    }

    /** Changes if what lies within changes; true if that is news. */
    private boolean learn() {
        boolean within = slots.stream().anyMatch(slot -> slot.objects() != null && slot.objects().changes);
        boolean news = within && !changes;
        changes |= within;
        return news;
    }

    private void add(PropertyFacts property, String version, Map<String, Presentation> all) {
        if (!property.versions().has(version)) {
            changes = true;
            return;
        }
        ValueType type = property.type() instanceof ListOf list ? list.item() : property.type();
        Presentation objects = type instanceof Reference reference ? all.get(reference.type()) : null;
        List<Default> defaults = property.defaults().stream()
                .filter(each -> each.versions().has(version))
                .toList();
        slots.add(new Slot(property.name(), defaults, property.unlisted(), objects));
    }

    /** The object as it is shown, properties in the order of the swagger. */
    public Document show(Document kept) {
        if (!changes) {
            return kept;
        }
        if (kept.properties().isEmpty() && !filledIn.properties().isEmpty()) {
            return filledIn;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        for (Slot slot : slots) {
            Object value = kept.properties().get(slot.name());
            if (value == null) {
                value = filled(slot, kept);
            }
            if (value != null && !(slot.unlisted() && value instanceof List<?> list && list.isEmpty())) {
                shown.put(slot.name(), slot.objects() == null ? value : nested(slot.objects(), value));
            }
        }
        return Document.of(shown);
    }

    private static @Nullable Object filled(Slot slot, Document kept) {
        for (Default each : slot.defaults()) {
            if (each.applies(kept)) {
                return each.value();
            }
        }
        return null;
    }

    private static Object nested(Presentation objects, Object value) {
        if (value instanceof Document document) {
            return objects.show(document);
        }
        if (value instanceof List<?> list) {
            List<Object> shown = new ArrayList<>(list.size());
            list.forEach(item -> shown.add(item instanceof Document document ? objects.show(document) : item));
            return shown;
        }
        return value;
    }
}
