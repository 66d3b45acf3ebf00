package io.github.batchbench.fake.protocol.batch.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Default;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Effect;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.ListOf;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/properties.md} from the facts that the fake reads, or checks that it is what would be written. */
class PropertiesPageTest {
    private static final List<String> ROOTS = List.of(
            "PoolAddParameter",
            "PoolPatchParameter",
            "PoolUpdatePropertiesParameter",
            "JobAddParameter",
            "JobPatchParameter",
            "JobUpdateParameter",
            "JobScheduleAddParameter",
            "JobSchedulePatchParameter",
            "JobScheduleUpdateParameter",
            "TaskAddParameter",
            "TaskUpdateParameter",
            "ComputeNodeUser",
            "NodeUpdateUserParameter");
    private static final String HEAD = """
            # What becomes of each property

            This page is written by `PropertiesPageTest` from the facts that the fake itself reads, and checked by it. Run the test
            with `-Dbatchbench.docs=write` to write it anew.

            * **acted on**: it does what it does on the service; what is simplified is in [conformance.md](conformance.md).
            * **kept only**: it is checked, kept and shown, *without* the effect that it has on the service. A request that sets it is
              noted once: on the standard error of `serve`, and in `FakeAzure.notices()`.
            * **see its type**: an object or a list of objects; what becomes of their properties is in the table of their type.
            * **label**: kept and shown; the service does no more with it.
            * **refused**: an error names it, whatever its value.

            *Default* is what is shown where a client said nothing; `{}` stands for the defaults of the property's own type.
            """;

    @Test
    void thePageSaysWhatTheFactsSay() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve(".mvn"))
                ? here
                : here.resolve("..").normalize();
        Path page = root.resolve("docs/properties.md");
        String wanted = page();
        if ("write".equals(System.getProperty("batchbench.docs"))) {
            Files.writeString(page, wanted);
        }
        assertThat(page).hasContent(wanted);
    }

    @Test
    void whatIsActedOnIsMostOfIt() {
        List<PropertyFacts> all = reachable().stream()
                .flatMap(type -> Types.get(type).properties().values().stream())
                .filter(property -> !property.readOnly())
                .toList();

        assertThat(all)
                .filteredOn(property -> property.effect() == Effect.ACTED)
                .hasSizeGreaterThan(150);
        assertThat(all).filteredOn(property -> property.effect() == Effect.KEPT).hasSizeGreaterThan(50);
    }

    private static String page() {
        StringBuilder text = new StringBuilder(HEAD);
        for (String type : reachable()) {
            text.append("\n## ").append(type).append("\n\n");
            text.append("| property | type | what becomes of it | versions | default |\n|---|---|---|---|---|\n");
            Types.get(type).properties().values().stream()
                    .filter(property -> !property.readOnly())
                    .forEach(property -> text.append(row(property)));
        }
        return text.toString();
    }

    private static String row(PropertyFacts property) {
        String effect = switch (property.effect()) {
            case ACTED -> holdsObjects(property.type()) ? "see its type" : "acted on";
            case KEPT -> "kept only";
            case LABEL -> "label";
            case REFUSED -> "refused: " + property.note();
        };
        return String.format(
                Locale.ROOT,
                "| `%s`%s | %s | %s | %s | %s |\n",
                property.name(),
                property.required() ? " (required)" : "",
                type(property.type()),
                property.secret() ? effect + ", never shown" : effect,
                versions(property),
                property.defaults().stream().map(PropertiesPageTest::shown).collect(Collectors.joining("; ")));
    }

    private static boolean holdsObjects(ValueType type) {
        return type instanceof Reference || (type instanceof ListOf list && list.item() instanceof Reference);
    }

    private static String versions(PropertyFacts property) {
        String first = property.versions().first();
        String last = property.versions().last();
        if (first.isEmpty()) {
            return last.isEmpty() ? "" : "to " + last;
        }
        return last.isEmpty() ? "from " + first : first + " to " + last;
    }

    private static String shown(Default value) {
        String condition = value.with().isEmpty() ? "" : " with `" + value.with() + "`";
        String exception = value.unless().isEmpty() ? "" : " unless `" + value.unless() + "`";
        return "`" + value.value() + "`" + condition + exception;
    }

    private static String type(ValueType type) {
        if (type instanceof ListOf list) {
            return "list of " + type(list.item());
        }
        if (type instanceof Reference reference) {
            return reference.type();
        }
        if (type instanceof ValueType.Values values) {
            return String.join(", ", values.values());
        }
        return type.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> reachable() {
        Set<String> found = new LinkedHashSet<>();
        ROOTS.forEach(root -> reach(root, found));
        return found;
    }

    private static void reach(String type, Set<String> found) {
        if (!found.add(type)) {
            return;
        }
        Types.get(type).properties().values().stream()
                .filter(property -> !property.readOnly())
                .map(property -> property.type() instanceof ListOf list ? list.item() : property.type())
                .forEach(each -> {
                    if (each instanceof Reference reference) {
                        reach(reference.type(), found);
                    }
                });
    }
}
