package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report as a table. */
class ShowCommandTest {
    @TempDir
    private Path folder;

    @Test
    void showsEachRowWithItsParametersAndForks() throws IOException {
        Path file = new JmhFile()
                .result("org.example.Sort.quick", "avgt", "ms/op", 12, 5, 0)
                .param("size", "10")
                .result("org.example.Sort.slow", "avgt", "ms/op", 99, 1, 0)
                .writeTo(folder.resolve("r.json"));

        Cli cli = Cli.run("show", file);

        assertThat(cli.code()).isZero();
        assertThat(cli.out().lines())
                .contains("| Sort.quick | size=10 | avgt | 12 | 12 to 12 | ms/op | 5 |")
                .contains("| Sort.slow |  | avgt | 99 | - | ms/op | 1 |")
                .anyMatch(line -> line.startsWith("- JDK: "));
    }

    @Test
    void aPatternThatIsFoundNowhereIsAnError() throws IOException {
        Path file = new JmhFile()
                .result("org.example.Sort", "avgt", "ms/op", 12, 5, 0)
                .writeTo(folder.resolve("r.json"));

        Cli cli = Cli.run("show", file, "--benchmark", "nowhere");

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("--benchmark: no row of the reports has 'nowhere' in its name");
    }

    @Test
    void namesFromAFileStayText() throws IOException {
        Path file = new JmhFile()
                .result("org.example.Sort.<script>|", "avgt", "ms/op", 12, 5, 0)
                .writeTo(folder.resolve("r.json"));

        assertThat(Cli.run("show", file).out()).doesNotContain("<script>").contains("\\|");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThat(Cli.run("show", folder.resolve("none.json"))).satisfies(cli -> {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("none.json");
        });
    }
}
