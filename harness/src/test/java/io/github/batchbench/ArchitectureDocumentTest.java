package io.github.batchbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages that {@code docs/ARCHITECTURE.md} names are there, and it names every package of the fake. */
class ArchitectureDocumentTest {
    private static final String BASE = "io.github.batchbench.";
    private static final Pattern CODE = Pattern.compile("`([A-Za-z.]+)`");
    private static final Pattern PACKAGE = Pattern.compile("fake(\\.[a-z]+)+");

    @Test
    void itNamesPackagesThatAreThere() throws IOException {
        List<String> named = CODE.matcher(Files.readString(document()))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        Set<String> packages = new ClassFileImporter()
                .importPackages("io.github.batchbench").stream()
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet());

        assertThat(named.stream()
                        .filter(name -> PACKAGE.matcher(name).matches())
                        .map(name -> BASE + name))
                .isNotEmpty()
                .allMatch(packages::contains);
    }

    @Test
    void itNamesEveryPackageOfTheFake() throws IOException {
        String text = Files.readString(document());
        Set<String> rooms = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.batchbench.fake")
                        .stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> Pattern.compile("fake\\.[a-z]+")
                                .matcher(name)
                                .results()
                                .map(MatchResult::group))
                        .flatMap(name -> name)
                        .collect(Collectors.toSet());

        assertThat(rooms).hasSizeGreaterThan(10).allMatch(name -> text.contains("| `" + name + "` |"));
    }

    private static Path document() {
        Path here = Path.of("docs", "ARCHITECTURE.md");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }
}
