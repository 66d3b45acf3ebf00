package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code batchbench run}, and {@code simulate}, as people start them. */
@Timeout(180)
class RunIT {
    @TempDir
    private Path folder;

    private Path temporary;

    @BeforeEach
    void temporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void countsTheTutorialTextsAndLeavesOnlyTheOutputs() throws Exception {
        try (Jar jar = Jar.start(folder, temporary, "run", "--words", "4")) {
            assertThat(jar.lines())
                    .filteredOn(line -> line.matches("[1-9]\\. .*"))
                    .hasSize(9);
            assertThat(jar.exitCode()).isZero();
            assertThat(jar.errors()).isEmpty();
        }
        for (TutorialText text : Corpus.tutorial()) {
            assertThat(Files.readAllLines(folder.resolve("batchbench-output").resolve(text.outputName())))
                    .containsAll(text.outputLines(4));
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void endingItEndsTheTasksAndLeavesNothing() throws Exception {
        String mark = "sleep 600." + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L);

        Path there = folder.resolve("there");

        try (Jar jar = Jar.start(folder, temporary, "run", "--command", "touch " + there + "; " + mark)) {
            jar.awaitLine("2 running");
            awaitFile(there);
            assertThat(processes(mark)).isNotZero();
            jar.terminate();
            assertThat(jar.lines()).anyMatch(line -> line.startsWith("8. ")).anyMatch(line -> line.startsWith("9. "));
            assertThat(jar.exitCode()).isEqualTo(Jar.TERMINATED);
            assertThat(jar.errors().lines()).containsExactly("Interrupted: cleaning up.", "The run was interrupted.");
        }
        assertThat(processes(mark)).isZero();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aPlanThatIsTooLargeForTheHeapIsRefusedBeforehand() throws Exception {
        Map<String, String> small = Map.of("JDK_JAVA_OPTIONS", "-Xmx256m");
        try (Jar jar = Jar.start(folder, temporary, small, "simulate", "--tasks", "10000000", "--nodes", "1")) {
            assertThat(jar.lines()).isEmpty();
            assertThat(jar.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(jar.errors()).contains("10000000 tasks and their nodes need about", "-Xmx");
        }
    }

    @Test
    void aFailingTaskLeavesNothingEither() throws Exception {
        try (Jar jar = Jar.start(folder, temporary, "run", "--command", "echo sorry >&2; exit 3")) {
            assertThat(jar.lines()).isNotEmpty();
            assertThat(jar.exitCode()).isEqualTo(4);
            assertThat(jar.errors()).contains("exited with 3", "sorry").doesNotContain("\tat ");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    /** A task is running for the service a moment before its process is there. */
    private static void awaitFile(Path file) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "until [ -e \"$0\" ]; do sleep 0.01; done", file.toString())
                .start()
                .waitFor();
    }

    private static long processes(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(mark))
                .filter(process -> !process.info().commandLine().orElse("").contains("-jar"))
                .count();
    }
}
