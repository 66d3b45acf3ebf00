package io.github.batchbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages that {@code docs/ARCHITECTURE.md} names are there, and it names every package of the fake. */
class ArchitectureDocumentTest {
    private static final String BASE = "io.github.batchbench.";
    private static final Path DOCUMENT = Path.of("..", "docs", "ARCHITECTURE.md");
    private static final Pattern CODE = Pattern.compile("`([A-Za-z.]+)`");
    private static final Pattern PACKAGE = Pattern.compile("fake(\\.[a-z]+)+");
    private static final Pattern ROOM = Pattern.compile("fake\\.[a-z]+");

    @Test
    void itNamesPackagesThatAreThere() throws IOException {
        List<String> named = CODE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        Set<String> packages = packages();

        assertThat(named.stream()
                        .filter(name -> PACKAGE.matcher(name).matches())
                        .map(name -> BASE + name))
                .isNotEmpty()
                .allMatch(packages::contains);
    }

    @Test
    void itNamesEveryPackageOfTheFake() throws IOException {
        String text = Files.readString(DOCUMENT);
        Set<String> rooms = packages().stream()
                .map(ROOM::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .collect(Collectors.toSet());

        assertThat(rooms).hasSizeGreaterThan(10).allMatch(name -> text.contains("| `" + name + "` |"));
    }

    private static Set<String> packages() throws IOException {
        Path sources = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                    .collect(Collectors.toSet());
        }
    }
}
