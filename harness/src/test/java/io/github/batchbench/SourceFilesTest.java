package io.github.batchbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is one idea, which can be read in one go, and has a name of its own in its module. */
class SourceFilesTest {
    private static final int MOST_LINES = 350;

    /** Names that stand for the same thing twice. */
    private static final Set<String> IN_PAIRS = Set.of(
            // What a client asks an account for, and what the service reads of it.
            "PoolSpec",
            "JobSpec",
            "TaskSpec",
            "TaskCounts",
            "WaitReasons",
            // What a workflow brings along, and Batch's resource.
            "Application",
            // Of the Batch protocol and of that of Blob storage.
            "Answer",
            "Conditions",
            "ErrorBody",
            "SharedKey",
            // Behind the service's nodes, and in a plan.
            "Machines");

    @ParameterizedTest
    @ValueSource(strings = {"harness", "node-task", "benchmarks", "fixtures"})
    void noFileIsLongerThanOneReads(String module) throws IOException {
        List<Path> files = sources(Path.of("..", module, "src"));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("lines of %s", file)
                        .hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"harness", "node-task", "benchmarks", "fixtures"})
    void noNameIsThereTwiceWithoutAReason(String module) throws IOException {
        Map<String, Long> names = sources(Path.of("..", module, "src", "main")).stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.equals("package-info") && !IN_PAIRS.contains(name))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(names)
                .isNotEmpty()
                .allSatisfy((name, count) ->
                        assertThat(count).as("files called %s", name).isEqualTo(1));
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
