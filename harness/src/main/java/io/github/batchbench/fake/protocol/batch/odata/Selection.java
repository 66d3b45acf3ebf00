package io.github.batchbench.fake.protocol.batch.odata;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A {@code $select}: the properties of an entity that are wanted, all if it is empty. */
public final class Selection {
    /** Everything. */
    public static final Selection ALL = new Selection(Set.of());

    private final Set<String> names;

    private Selection(Set<String> names) {
        this.names = names;
    }

    /**
     * Reads the parameter; blanks around names are ignored (recorded).
     *
     * @param known the names that the entity has
     * @throws BatchException {@code InvalidQueryParameterValue} for a name that it does not have
     */
    public static Selection parse(String text, Set<String> known) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (!known.contains(name)) {
                throw BatchErrorCode.INVALID_QUERY_PARAMETER_VALUE
                        .exception()
                        .with("QueryParameterName", "$select")
                        .with("QueryParameterValue", text)
                        .with("Reason", "The property '" + name + "' does not exist");
            }
            names.add(name);
        }
        return new Selection(names);
    }

    /** What of the entity is wanted, in its own order. */
    public Document of(Document entity) {
        if (names.isEmpty()) {
            return entity;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        entity.properties().forEach((name, value) -> {
            if (names.contains(name)) {
                kept.put(name, value);
            }
        });
        return Document.of(kept);
    }
}
