package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.Facts;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Default;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Effect;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Range;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Versions;
import io.github.batchbench.fake.protocol.batch.schema.TypeFacts.Choice;
import io.github.batchbench.fake.protocol.batch.schema.TypeFacts.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** The types of the service's interface, from the facts that {@code SpecFacts} wrote and their amendments. */
final class Types {
    private static final Types INSTANCE = new Types();

    private final Map<String, TypeFacts> types = new HashMap<>();

    private Types() {
        TypeFacts current = new TypeFacts("");
        for (String line : Facts.lines("protocol/batch/types.txt")) {
            if (line.startsWith(" ")) {
                current.put(property(line.strip().split(" ", -1)));
            } else {
                current = new TypeFacts(line);
                types.put(line, current);
            }
        }
        Facts.lines("protocol/batch/amendments.txt").forEach(line -> amend(line.split(" ", -1)));
        Facts.lines("protocol/batch/effects.txt").forEach(line -> effect(line.split(" ", -1)));
    }

    static TypeFacts get(String name) {
        return get(INSTANCE.types, name);
    }

    private static TypeFacts get(Map<String, TypeFacts> types, String name) {
        TypeFacts type = types.get(name);
        if (type == null) {
            throw new IllegalStateException("the facts know no type " + name);
        }
        return type;
    }

    /** The names of all types. */
    static Set<String> names() {
        return INSTANCE.types.keySet();
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
            case "property" ->
                each(
                        words[2],
                        (type, name) ->
                                type.put(PropertyFacts.of(name, words[3]).with(Versions.parse(words[1]))));
            case "ignored" -> ignore(Versions.parse(words[1]), words[2], words[3]);
            case "one", "together" -> choice(words[0], words[1], List.of(words[2].split("\\|", -1)));
            case "needs" -> choice(words[0], words[1], List.of(words[2], words[3]));
            default ->
                each(
                        words[1].contains("..") ? words[2] : words[1],
                        (type, name) -> type.put(amended(type.property(name), words)));
        }
    }

    private void effect(String[] words) {
        Effect effect = Effect.valueOf(words[0].toUpperCase(Locale.ROOT));
        each(words[1], (type, name) -> {
            String note = effect == Effect.KEPT
                    ? "A request sets " + name + " of " + type.name()
                            + ". Batchbench keeps and shows it, without the effect that it has on the service"
                            + " (docs/properties.md)."
                    : words.length > 2 ? words[2].replace('_', ' ') : "";
            type.put(type.property(name).with(effect, note));
        });
    }

    /** Calls with each of {@code TYPE|TYPE.NAME}. */
    private void each(String target, BiConsumer<TypeFacts, String> change) {
        int dot = target.indexOf('.');
        for (String type : target.substring(0, dot).split("\\|", -1)) {
            change.accept(types.computeIfAbsent(type, TypeFacts::new), target.substring(dot + 1));
        }
    }

    /** What the other type has and this one lacks may be sent, and is not looked at. */
    private void ignore(Versions versions, String type, String like) {
        TypeFacts facts = types.computeIfAbsent(type, TypeFacts::new);
        get(types, like).properties().values().forEach(property -> {
            if (!facts.properties().containsKey(property.name())) {
                facts.put(property.ignoredIn(versions));
            }
        });
    }

    private void choice(String rule, String type, List<String> names) {
        TypeFacts facts = types.computeIfAbsent(type, TypeFacts::new);
        names.forEach(facts::property);
        facts.choices().add(new Choice(Rule.valueOf(rule.toUpperCase(Locale.ROOT)), names));
    }

    private static PropertyFacts amended(PropertyFacts facts, String[] words) {
        return switch (words[0]) {
            case "spelling" -> facts.withSpellings(List.of(words[2].split("\\|", -1)));
            case "since" -> facts.with(facts.versions().since(words[2]));
            case "until" -> facts.with(facts.versions().until(words[2]));
            case "secret" -> facts.asSecret();
            case "unlisted" -> facts.asUnlisted();
            case "range" -> facts.with(Range.parse(words[2]));
            case "length" -> facts.withLength(Integer.parseInt(words[2]));
            case "type" -> facts.with(ValueType.parse(words[2]));
            case "id" -> facts.asId();
            case "default" -> withDefault(facts, words);
            default -> throw new IllegalStateException("not an amendment: " + words[0]);
        };
    }

    /** Reads {@code default [VERSIONS] TYPE.NAME JSON [with|unless NAME]}; the JSON has no blanks. */
    private static PropertyFacts withDefault(PropertyFacts facts, String[] words) {
        int at = words[1].contains("..") ? 3 : 2;
        Versions versions = at == 3 ? Versions.parse(words[1]) : Versions.ALL;
        Object value = JsonReader.object(("{\"v\":" + words[at] + "}").getBytes(StandardCharsets.UTF_8))
                .properties()
                .get("v");
        String condition = words.length > at + 2 ? words[at + 1] : "";
        String other = condition.isEmpty() ? "" : words[at + 2];
        List<Default> all = new ArrayList<>(facts.defaults());
        all.add(new Default(
                versions,
                Objects.requireNonNull(value),
                condition.equals("with") ? other : "",
                condition.equals("unless") ? other : ""));
        return facts.withDefaults(List.copyOf(all));
    }
}
