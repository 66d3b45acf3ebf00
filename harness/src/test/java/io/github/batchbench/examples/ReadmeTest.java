package io.github.batchbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages show code that compiles and passes: each Java block is a part of one of the examples here, or of a project in {@code .ci}. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/junit.md", "docs/faults.md", "docs/scripts.md", "docs/recipes.md"})
    void showsOnlyCodeThatIsTestedHere(String page) throws IOException {
        List<String> blocks = JAVA.matcher(Files.readString(Path.of("..", page)))
                .results()
                .map(MatchResult::group)
                .map(block -> normalised(block.substring("```java\n".length(), block.length() - "```".length())))
                .toList();
        List<String> examples = new ArrayList<>();
        for (Path folder : List.of(
                Path.of("src", "test", "java", "io", "github", "batchbench", "examples"),
                Path.of("..", ".ci", "consumers", "spring-boot-3", "src", "test"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(ReadmeTest::read)
                        .forEach(examples::add);
            }
        }

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(examples).anyMatch(text -> text.contains(block)));
    }

    private static String read(Path file) {
        try {
            return normalised(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String normalised(String code) {
        return code.replaceAll("\\s+", "");
    }
}
