package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.Document;
import java.util.List;

/**
 * What is known of a property.
 *
 * @param secret whether it never comes back
 * @param id whether it must have the form of an id
 * @param length the longest text, 0 for any
 * @param range its smallest and largest value, empty if there is none
 * @param versions the first and last version that have it
 * @param spellings how its values come back; empty for lower case
 * @param defaults what is shown where a client said nothing; the first that applies
 * @param unlisted whether an empty list is not shown
 * @param effect what becomes of it
 * @param note what to say of that: to the user of a property that is kept, or with which error it is refused
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
        List<String> spellings,
        List<Default> defaults,
        boolean unlisted,
        Effect effect,
        String note) {

    /** What becomes of a property that a client sets. */
    enum Effect {
        /** It does what it does on the service. */
        ACTED,
        /** It is kept and shown, without the effect that it has on the service. */
        KEPT,
        /** It is kept and shown, and does nothing on the service, too. */
        LABEL,
        /** Whatever its value. */
        REFUSED
    }

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

        Versions since(String version) {
            return new Versions(version, last);
        }

        Versions until(String version) {
            return new Versions(first, version);
        }
    }

    /**
     * What the service shows where a client said nothing.
     *
     * @param with a property that must be there for it, empty for none
     * @param unless a property that must not be there, empty for none
     */
    record Default(Versions versions, Object value, String with, String unless) {
        boolean applies(Document kept) {
            return (with.isEmpty() || kept.has(with)) && (unless.isEmpty() || !kept.has(unless));
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
                List.of(),
                List.of(),
                false,
                Effect.ACTED,
                "");
    }

    PropertyFacts with(Range bounds) {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, length, bounds, versions, spellings, defaults, unlisted,
                effect, note);
    }

    PropertyFacts with(Versions known) {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, length, range, known, spellings, defaults, unlisted, effect,
                note);
    }

    PropertyFacts with(ValueType closer) {
        return new PropertyFacts(
                name, closer, required, readOnly, secret, id, length, range, versions, spellings, defaults, unlisted,
                effect, note);
    }

    PropertyFacts asReadOnly() {
        return new PropertyFacts(
                name, type, required, true, secret, id, length, range, versions, spellings, defaults, unlisted, effect,
                note);
    }

    PropertyFacts asSecret() {
        return new PropertyFacts(
                name, type, required, readOnly, true, id, length, range, versions, spellings, defaults, unlisted,
                effect, note);
    }

    PropertyFacts asId() {
        return new PropertyFacts(
                name, type, required, readOnly, secret, true, length, range, versions, spellings, defaults, unlisted,
                effect, note);
    }

    PropertyFacts asUnlisted() {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, length, range, versions, spellings, defaults, true, effect,
                note);
    }

    PropertyFacts withLength(int longest) {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, longest, range, versions, spellings, defaults, unlisted,
                effect, note);
    }

    PropertyFacts withSpellings(List<String> values) {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, length, range, versions, values, defaults, unlisted, effect,
                note);
    }

    PropertyFacts withDefaults(List<Default> values) {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, length, range, versions, spellings, values, unlisted,
                effect, note);
    }

    PropertyFacts with(Effect known, String said) {
        return new PropertyFacts(
                name, type, required, readOnly, secret, id, length, range, versions, spellings, defaults, unlisted,
                known, said);
    }
}
