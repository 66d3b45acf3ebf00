package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.Document;
import java.util.List;

/** What is known of a property. Filled while the facts are read, then left alone. */
final class PropertyFacts {
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

    private final String name;
    private ValueType type;
    private boolean required = false;
    private boolean readOnly = false;
    private boolean secret = false;
    private boolean id = false;
    private int length = 0;
    private Range range = Range.ANY;
    private Versions versions = Versions.ALL;
    private List<String> spellings = List.of();
    private List<Default> defaults = List.of();
    private boolean unlisted = false;
    private Effect effect = Effect.ACTED;
    private String note = "";

    private PropertyFacts(String name, ValueType type) {
        this.name = name;
        this.type = type;
    }

    /** A property whose name may end in an exclamation mark, if it is required. */
    static PropertyFacts of(String name, String type) {
        boolean required = name.endsWith("!");
        PropertyFacts facts =
                new PropertyFacts(required ? name.substring(0, name.length() - 1) : name, ValueType.parse(type));
        facts.required = required;
        return facts;
    }

    /** A property of the same name and type that may be sent in these versions and is not looked at. */
    PropertyFacts ignoredIn(Versions known) {
        PropertyFacts facts = new PropertyFacts(name, type);
        facts.readOnly = true;
        facts.versions = known;
        return facts;
    }

    String name() {
        return name;
    }

    /** The type of its values. */
    ValueType type() {
        return type;
    }

    /** Whether it must be there. */
    boolean required() {
        return required;
    }

    /** Whether it is not the client's to set. */
    boolean readOnly() {
        return readOnly;
    }

    /** Whether it never comes back. */
    boolean secret() {
        return secret;
    }

    /** Whether it must have the form of an id. */
    boolean id() {
        return id;
    }

    /** The longest text, 0 for any. */
    int length() {
        return length;
    }

    /** Its smallest and largest value, empty if there is none. */
    Range range() {
        return range;
    }

    /** The first and last version that have it. */
    Versions versions() {
        return versions;
    }

    /** How its values come back; empty for lower case. */
    List<String> spellings() {
        return spellings;
    }

    /** What is shown where a client said nothing; the first that applies. */
    List<Default> defaults() {
        return defaults;
    }

    /** Whether an empty list is not shown. */
    boolean unlisted() {
        return unlisted;
    }

    /** What becomes of it. */
    Effect effect() {
        return effect;
    }

    /** What to say of that: to the user of a property that is kept, or with which error it is refused. */
    String note() {
        return note;
    }

    PropertyFacts with(Range bounds) {
        range = bounds;
        return this;
    }

    PropertyFacts with(Versions known) {
        versions = known;
        return this;
    }

    PropertyFacts with(ValueType closer) {
        type = closer;
        return this;
    }

    PropertyFacts asReadOnly() {
        readOnly = true;
        return this;
    }

    PropertyFacts asSecret() {
        secret = true;
        return this;
    }

    PropertyFacts asId() {
        id = true;
        return this;
    }

    PropertyFacts asUnlisted() {
        unlisted = true;
        return this;
    }

    PropertyFacts withLength(int longest) {
        length = longest;
        return this;
    }

    PropertyFacts withSpellings(List<String> values) {
        spellings = values;
        return this;
    }

    PropertyFacts withDefaults(List<Default> values) {
        defaults = values;
        return this;
    }

    PropertyFacts with(Effect known, String said) {
        effect = known;
        note = said;
        return this;
    }
}
