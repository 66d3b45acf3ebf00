package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Secret;
import io.github.batchbench.fake.protocol.batch.schema.TypeFacts.Choice;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.ListOf;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The schema of a body. The check is in two parts because the service's is: names and types fail a request as a whole;
 * values fail, in a collection, only their item. Immutable.
 */
public final class BodySchema {
    private final TypeFacts type;

    private BodySchema(TypeFacts type) {
        this.type = type;
    }

    /** The schema of this type of the service's swagger, for example {@code PoolAddParameter}. */
    public static BodySchema of(String type) {
        return new BodySchema(Types.get(type));
    }

    /** The schema of the items of this list type, for example of {@code CloudPoolListResult}. */
    public static BodySchema ofItems(String listType) {
        TypeFacts list = Types.get(listType);
        if (list.property("value").type() instanceof ListOf items && items.item() instanceof Reference reference) {
            return of(reference.type());
        }
        throw new IllegalStateException(listType + " is no list of objects");
    }

    /**
     * The body with names and types checked.
     *
     * @param version the api-version of the request
     * @param notices hears of each property that is kept without effect
     * @throws BatchException {@code InvalidRequestBody} with the reason
     */
    public Document structured(Document body, String version, Consumer<String> notices) {
        return new StructureCheck(version, notices).object(type, body);
    }

    /**
     * A structured body with all its values checked, spelled as the service gives them back, its secrets as what no
     * answer shows.
     *
     * @param version the api-version of the request
     * @throws BatchException {@code MissingRequiredProperty} or {@code InvalidPropertyValue} with the property's name
     */
    public Document normalised(Document structured, String version) {
        return object(type, structured, version);
    }

    /** The names of the type's properties in a version. */
    public Set<String> propertyNames(String version) {
        return type.properties().values().stream()
                .filter(property -> property.versions().has(version))
                .map(PropertyFacts::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Document object(TypeFacts type, Document body, String version) {
        type.properties().values().forEach(property -> {
            if (property.required() && property.versions().has(version) && !body.has(property.name())) {
                throw missing(property.name());
            }
        });
        type.choices().forEach(choice -> choose(choice, body));
        Map<String, Object> kept = new LinkedHashMap<>();
        body.properties().forEach((name, value) -> {
            PropertyFacts property = type.property(name);
            Object checked = value(property, property.type(), value, version);
            if (!property.secret()) {
                kept.put(name, checked);
            } else if (checked instanceof String text) {
                kept.put(name, new Secret(text));
            }
        });
        return Document.of(kept);
    }

    private static Object value(PropertyFacts property, ValueType type, Object value, String version) {
        if (type instanceof Reference reference) {
            return object(Types.get(reference.type()), (Document) value, version);
        }
        if (type instanceof ListOf list) {
            List<?> values = (List<?>) value;
            ValueCheck.count(property, list, values);
            List<Object> kept = new ArrayList<>(values.size());
            values.forEach(item -> kept.add(value(property, list.item(), item, version)));
            return kept;
        }
        Object checked = ValueCheck.scalar(property, type, value);
        // Recorded: sizes come back in lower case.
        return property.name().equals("vmSize") ? ((String) checked).toLowerCase(Locale.ROOT) : checked;
    }

    private static void choose(Choice choice, Document body) {
        List<String> present = choice.names().stream().filter(body::has).toList();
        String names = String.join(", ", choice.names());
        switch (choice.rule()) {
            case ONE -> {
                if (present.isEmpty()) {
                    throw missing(choice.names().get(0));
                }
                atMostOne(present, names);
            }
            case TOGETHER -> atMostOne(present, names);
            case NEEDS -> {
                if (body.has(choice.names().get(0)) && !body.has(choice.names().get(1))) {
                    throw missing(choice.names().get(1));
                }
            }
        }
    }

    private static void atMostOne(List<String> present, String names) {
        if (present.size() > 1) {
            throw BatchErrorCode.INVALID_PROPERTY_VALUE
                    .exception()
                    .with("PropertyName", present.get(1))
                    .with("Reason", "Only one of the properties " + names + " may be specified");
        }
    }

    private static BatchException missing(String name) {
        return BatchException.missingProperty(name);
    }
}
