package io.github.batchbench.fake.protocol.batch.schema;

import java.util.List;

/** The type of a property's value. */
sealed interface ValueType {
    /** A value of its own. */
    enum Scalar implements ValueType {
        STRING("string", "Edm.String"),
        INTEGER("integer", "Edm.Int32"),
        INT64("int64", "Edm.Int64"),
        NUMBER("number", "Edm.Double"),
        BOOLEAN("boolean", "Edm.Boolean"),
        DURATION("duration", "Edm.Time"),
        DATE_TIME("date-time", "Edm.DateTime"),
        /** A text that must be an absolute URI. */
        URI("uri", "Edm.String"),
        /** Any JSON object, not looked into. */
        OBJECT("object", "Object"),
        /** An object whose values are texts. */
        MAP("map", "Object");

        private final String word;
        private final String edmName;

        Scalar(String word, String edmName) {
            this.word = word;
            this.edmName = edmName;
        }

        /** The name in OData's type system, which error messages use. */
        String edmName() {
            return edmName;
        }
    }

    /** One of a closed set, compared without regard to case. */
    record Values(List<String> values) implements ValueType {}

    /** A list, of at most so many items. */
    record ListOf(ValueType item, int maximum) implements ValueType {}

    /** An object of another type. */
    record Reference(String type) implements ValueType {}

    /** The type that a word of the facts stands for. */
    static ValueType parse(String word) {
        if (word.startsWith("{")) {
            return new Values(List.of(word.substring(1, word.length() - 1).split("\\|", -1)));
        }
        if (word.startsWith("[")) {
            int end = word.lastIndexOf(']');
            String maximum = word.substring(end + 1);
            return new ListOf(
                    parse(word.substring(1, end)), maximum.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(maximum));
        }
        for (Scalar scalar : Scalar.values()) {
            if (scalar.word.equals(word)) {
                return scalar;
            }
        }
        return new Reference(word);
    }
}
