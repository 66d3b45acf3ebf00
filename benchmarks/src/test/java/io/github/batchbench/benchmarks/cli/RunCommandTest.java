package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} refuses before it measures; {@code .ci/checks/benchmark-run} lets it measure. */
class RunCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anotherBuildMustBeAJarOfBenchmarks() throws IOException {
        Path noJar = Files.writeString(folder.resolve("no.jar"), "not a jar");

        assertThat(Cli.run("run", "--against", folder.resolve("nowhere.jar"))).satisfies(cli -> {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("nowhere.jar: there is no such file");
        });
        assertThat(Cli.run("run", "--against", noJar).err()).contains("cannot be read as a jar");
    }

    @Test
    void forksAndProfilesAreChecked() {
        assertThat(Cli.run("run", "[").code()).isEqualTo(2);
        assertThat(Cli.run("run", "--forks", "0").err()).contains("--forks must be at least 1");
        assertThat(Cli.run("run", "--profile", "endless").code()).isEqualTo(2);
    }

    @Test
    void theCommandLineNamesItsVersion() {
        assertThat(Cli.run("--version").out()).startsWith("batchbench benchmarks ");
    }
}
