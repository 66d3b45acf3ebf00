package io.github.batchbench.fake.protocol.batch.schema;

import java.util.List;

/**
 * What is known of a property.
 *
 * @param range its smallest and largest value, empty if there is none
 * @param length the longest text, 0 for any
 * @param id whether it must have the form of an id
 * @param versions the first and last version that have it
 * @param spellings how its values come back; empty for lower case
 */
record PropertyFacts(
        String name,
        ValueType type,
        boolean required,
        boolean readOnly,
        boolean secret,
        boolean id,
        int length,
        Range range,
        Versions versions,
        List<String> spellings) {

    /** Bounds as the facts write them, either may be empty. */
    record Range(String minimum, String maximum) {
        static final Range ANY = new Range("", "");

        static Range parse(String text) {
            int dots = text.indexOf("..");
            return new Range(text.substring(0, dots), text.substring(dots + 2));
        }
    }

    /** The first and last version, either may be empty. */
    record Versions(String first, String last) {
        static final Versions ALL = new Versions("", "");

        static Versions parse(String text) {
            Range range = Range.parse(text);
            return new Versions(range.minimum(), range.maximum());
        }

        boolean has(String version) {
            return (first.isEmpty() || version.compareTo(first) >= 0)
                    && (last.isEmpty() || version.compareTo(last) <= 0);
        }
    }

    static PropertyFacts of(String name, String type) {
        boolean required = name.endsWith("!");
        return new PropertyFacts(
                required ? name.substring(0, name.length() - 1) : name,
                ValueType.parse(type),
                required,
                false,
                false,
                false,
                0,
                Range.ANY,
                Versions.ALL,
                List.of());
    }

    PropertyFacts with(Range bounds) {
        return new PropertyFacts(name, type, required, readOnly, secret, id, length, bounds, versions, spellings);
    }

    PropertyFacts with(Versions known) {
        return new PropertyFacts(name, type, required, readOnly, secret, id, length, range, known, spellings);
    }

    PropertyFacts with(ValueType closer) {
        return new PropertyFacts(name, closer, required, readOnly, secret, id, length, range, versions, spellings);
    }

    PropertyFacts asReadOnly() {
        return new PropertyFacts(name, type, required, true, secret, id, length, range, versions, spellings);
    }

    PropertyFacts asSecret() {
        return new PropertyFacts(name, type, required, readOnly, true, id, length, range, versions, spellings);
    }

    PropertyFacts asId() {
        return new PropertyFacts(name, type, required, readOnly, secret, true, length, range, versions, spellings);
    }

    PropertyFacts withLength(int longest) {
        return new PropertyFacts(name, type, required, readOnly, secret, id, longest, range, versions, spellings);
    }

    PropertyFacts withSpellings(List<String> values) {
        return new PropertyFacts(name, type, required, readOnly, secret, id, length, range, versions, values);
    }
}
