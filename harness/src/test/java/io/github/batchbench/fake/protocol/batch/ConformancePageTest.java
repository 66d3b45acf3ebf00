package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.arm.ManagementOperations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/conformance.md} from the facts, or checks that it is what would be written. */
class ConformancePageTest {
    private record Evidence(int recorded, int replayed, int agree, String simplified) {}

    private static final Evidence NONE = new Evidence(0, 0, 0, "");

    @Test
    void thePageSaysWhatTheFactsSay() throws IOException {
        Path page = root().resolve("docs/conformance.md");
        String wanted = page();
        if ("write".equals(System.getProperty("batchbench.docs"))) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, wanted);
        }
        assertThat(page).hasContent(wanted);
    }

    private static String page() throws IOException {
        TreeMap<String, Evidence> evidence = new TreeMap<>();
        for (String line : resource("evidence.txt").lines().skip(1).toList()) {
            List<String> parts = List.of(line.split("\\|", -1));
            evidence.put(
                    parts.get(0),
                    new Evidence(
                            Integer.parseInt(parts.get(1)),
                            Integer.parseInt(parts.get(2)),
                            Integer.parseInt(parts.get(3)),
                            parts.get(4)));
        }
        StringBuilder text = new StringBuilder(resource("conformance-head.md"));
        text.append("\n## Operations\n\n");
        text.append(
                "Those of 2024-07-01.20.0; all but certificates are in 2025-06-01, too. *Agree* is of the exchanges that are"
                        + " replayed: those of nodes and files depend on the node of that day, and are not.\n\n");
        text.append("| operation | method and path | evidence | agree | what is simplified |\n|---|---|---|---|---|\n");
        List<Operation> operations = Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.SPECIFIED))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        assertThat(operations).extracting(Operation::id).containsExactlyElementsOf(evidence.keySet());
        for (Operation operation : operations) {
            text.append(row(operation, evidence.getOrDefault(operation.id(), NONE)));
        }
        text.append(ManagementOperations.section());
        return text.append('\n').append(resource("conformance-tail.md")).toString();
    }

    private static String row(Operation operation, Evidence evidence) {
        String source = evidence.recorded() == 0 ? "documented" : "recorded, " + evidence.recorded() + " times";
        String path = operation.path().pattern().replace("\\Q", "").replace("\\E", "");
        for (String name : operation.pathNames()) {
            String place = name.equals("filePath") ? "(.+)" : "([^/,()]+)";
            path = path.replaceFirst(Pattern.quote(place), "{" + name + "}");
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %s | %s | %s |\n",
                operation.id(),
                operation.method(),
                path,
                source,
                evidence.replayed() == 0 ? "" : evidence.agree() + " of " + evidence.replayed(),
                evidence.simplified());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConformancePageTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The tests run in the module's folder. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve(".mvn"))
                ? here
                : here.resolve("..").normalize();
    }
}
