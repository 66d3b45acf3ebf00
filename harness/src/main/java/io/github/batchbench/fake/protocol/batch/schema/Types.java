package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Range;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Versions;
import io.github.batchbench.fake.protocol.batch.schema.TypeFacts.Choice;
import io.github.batchbench.fake.protocol.batch.schema.TypeFacts.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The types of the service's interface, from the facts that {@code SpecFacts} wrote and their amendments. */
final class Types {
    private static final Types INSTANCE = new Types();

    private final Map<String, TypeFacts> types = new HashMap<>();

    private Types() {
        TypeFacts current = new TypeFacts("");
        for (String line : Facts.lines("types.txt")) {
            if (line.startsWith(" ")) {
                current.put(property(line.strip().split(" ", -1)));
            } else {
                current = new TypeFacts(line);
                types.put(line, current);
            }
        }
        Facts.lines("amendments.txt").forEach(line -> amend(line.split(" ", -1)));
    }

    static TypeFacts get(String name) {
        TypeFacts type = INSTANCE.types.get(name);
        if (type == null) {
            throw new IllegalStateException("the facts know no type " + name);
        }
        return type;
    }

    private static PropertyFacts property(String[] words) {
        PropertyFacts facts = PropertyFacts.of(words[0], words[1]);
        for (int i = 2; i < words.length; i++) {
            facts = switch (words[i]) {
                case "readonly" -> facts.asReadOnly();
                case "secret" -> facts.asSecret();
                default -> facts.with(Range.parse(words[i]));
            };
        }
        return facts;
    }

    private void amend(String[] words) {
        switch (words[0]) {
            case "property" -> {
                int dot = words[2].indexOf('.');
                types.computeIfAbsent(words[2].substring(0, dot), TypeFacts::new)
                        .put(PropertyFacts.of(words[2].substring(dot + 1), words[3])
                                .with(Versions.parse(words[1])));
            }
            case "one", "together" -> choice(words[0], words[1], List.of(words[2].split("\\|", -1)));
            case "needs" -> choice(words[0], words[1], List.of(words[2], words[3]));
            default -> amendProperty(words);
        }
    }

    private void choice(String rule, String type, List<String> names) {
        TypeFacts facts = types.computeIfAbsent(type, TypeFacts::new);
        names.forEach(facts::property);
        facts.choices().add(new Choice(Rule.valueOf(rule.toUpperCase(Locale.ROOT)), names));
    }

    private void amendProperty(String[] words) {
        int dot = words[1].indexOf('.');
        TypeFacts type = types.computeIfAbsent(words[1].substring(0, dot), TypeFacts::new);
        PropertyFacts facts = type.property(words[1].substring(dot + 1));
        type.put(
                switch (words[0]) {
                    case "spelling" -> facts.withSpellings(List.of(words[2].split("\\|", -1)));
                    case "since" -> facts.with(Versions.parse(words[2] + ".."));
                    case "secret" -> facts.asSecret();
                    case "range" -> facts.with(Range.parse(words[2]));
                    case "length" -> facts.withLength(Integer.parseInt(words[2]));
                    case "type" -> facts.with(ValueType.parse(words[2]));
                    case "id" -> facts.asId();
                    default -> throw new IllegalStateException("not an amendment: " + words[0]);
                });
    }
}
