package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Effect;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.ListOf;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Reference;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Scalar;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The first look at a body, as the service takes it when it deserialises: every name is known in this version, every
 * value is of its property's type. The words of the errors are those of the OData library (seen in reports).
 */
final class StructureCheck {
    private final String version;
    private final Consumer<String> notices;

    StructureCheck(String version, Consumer<String> notices) {
        this.version = version;
        this.notices = notices;
    }

    /** The body without annotations of OData and without properties that are not the client's to set. */
    Document object(TypeFacts type, Document body) {
        Map<String, Object> kept = new LinkedHashMap<>();
        body.properties().forEach((name, value) -> {
            if (name.startsWith("odata.") || name.contains("@")) {
                return;
            }
            PropertyFacts property = type.properties().get(name);
            if (property == null || !property.versions().has(version)) {
                throw invalid("The property '" + name + "' does not exist on type '"
                        + "Microsoft.Azure.Batch.Protocol.Entities." + type.name()
                        + "'. Make sure to only use property names that are defined by the type.");
            }
            Object checked = value(property.type(), value);
            if (!property.readOnly()) {
                kept.put(name, checked);
                if (property.effect() == Effect.KEPT) {
                    notices.accept(property.note());
                }
            }
        });
        return Document.of(kept);
    }

    private Object value(ValueType type, Object value) {
        if (type instanceof Reference reference) {
            if (value instanceof Document object) {
                return object(Types.get(reference.type()), object);
            }
            throw wrongType(value, reference.type());
        }
        if (type instanceof ListOf list) {
            if (value instanceof List<?> values) {
                List<Object> checked = new ArrayList<>(values.size());
                values.forEach(item -> checked.add(value(list.item(), item)));
                return checked;
            }
            throw wrongType(value, "Collection");
        }
        if (type instanceof Values) {
            return scalar(Scalar.STRING, value);
        }
        return scalar((Scalar) type, value);
    }

    private static Object scalar(Scalar type, Object sent) {
        Object value = type == Scalar.INTEGER && sent instanceof String text ? numberIn(text) : sent;
        boolean fits = switch (type) {
            case STRING, URI, DURATION, DATE_TIME -> value instanceof String;
            case INTEGER -> value instanceof Long number && number == number.intValue();
            // OData writes 64-bit numbers as texts.
            case INT64 -> value instanceof Long || value instanceof String;
            case NUMBER -> value instanceof Long || value instanceof Double;
            case BOOLEAN -> value instanceof Boolean;
            // The settings of extensions come as objects or as texts that hold JSON.
            case OBJECT -> value instanceof Document || value instanceof String;
            case MAP ->
                value instanceof Document map
                        && map.properties().values().stream().allMatch(String.class::isInstance);
        };
        if (!fits) {
            throw wrongType(value, type.edmName());
        }
        return value;
    }

    /** The OData library takes a number from a text that is one, and today's `az` sends all its numbers so. */
    private static Object numberIn(String text) {
        try {
            return (long) Integer.parseInt(text.strip());
        } catch (NumberFormatException notOne) {
            return text;
        }
    }

    private static BatchException wrongType(Object value, String type) {
        String kind = value instanceof Document ? "an object" : value instanceof List ? "a list" : "a primitive value";
        return invalid("Cannot convert " + kind + " to the expected type '" + type
                + "'. See the inner exception for more details.");
    }

    private static BatchException invalid(String reason) {
        return BatchErrorCode.INVALID_REQUEST_BODY.exception().with("Reason", reason);
    }
}
