package io.github.batchbench.fake.protocol.batch.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a type: its properties, and the rules between them. Filled while the facts are read. */
final class TypeFacts {
    /** How properties of one object depend on each other. */
    enum Rule {
        /** Exactly one must be there. */
        ONE,
        /** At most one may be there. */
        TOGETHER,
        /** The first needs the second. */
        NEEDS
    }

    /** A rule between properties. */
    record Choice(Rule rule, List<String> names) {}

    private final String name;
    private final Map<String, PropertyFacts> properties = new LinkedHashMap<>();
    private final List<Choice> choices = new ArrayList<>();

    TypeFacts(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Map<String, PropertyFacts> properties() {
        return properties;
    }

    List<Choice> choices() {
        return choices;
    }

    PropertyFacts property(String property) {
        PropertyFacts facts = properties.get(property);
        if (facts == null) {
            throw new IllegalStateException("the facts know no " + name + "." + property);
        }
        return facts;
    }

    void put(PropertyFacts facts) {
        properties.put(facts.name(), facts);
    }
}
