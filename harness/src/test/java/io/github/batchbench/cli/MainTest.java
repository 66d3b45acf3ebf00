package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands within this Java machine. */
@Timeout(60)
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void runShowsTheNineStepsAndTheTables() throws IOException {
        int code = run("run", "-o", folder.toString(), "--words", "5");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches("[1-9]\\. .*")))
                .extracting(line -> line.substring(0, 1))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(out.toString()).contains("taskdata1.txt", "Elapsed: ", "Outputs: 3 in " + folder);
        for (TutorialText text : Corpus.tutorial()) {
            assertThat(Files.readAllLines(folder.resolve(text.outputName()))).containsAll(text.outputLines(5));
        }
    }

    @Test
    void runReportsATaskThatFails() throws IOException {
        Path program = Files.writeString(folder.resolve("p.sh"), "echo bad luck >&2; exit 3");

        int code = run("run", "-o", folder.toString(), "--program", program.toString(), "--command", "sh {program}");

        assertThat(code).isEqualTo(ExitCode.TASK_FAILED.number());
        assertThat(err.toString())
                .contains("Task task-1 (taskdata1.txt) exited with 3", "bad luck", "3 of 3 tasks failed.")
                .doesNotContain("\tat ");
    }

    @Test
    void runGivesUpOnATaskThatNeverEnds() {
        int code = run("run", "-o", folder.toString(), "--timeout", "1s", "--command", "sleep 1000");

        assertThat(code).isEqualTo(ExitCode.TIMEOUT.number());
        assertThat(err.toString())
                .contains("After 1 s, 0 of 3 tasks are completed")
                .doesNotContain("\tat ");
    }

    @Test
    void runRefusesInputsThatItCannotUse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "a");

        assertThat(run("run", "-o", folder.toString(), folder.resolve("none").toString()))
                .isEqualTo(3);
        assertThat(run("run", "-o", folder.toString(), folder.toString())).isEqualTo(3);
        assertThat(run("run", "-o", file.toString(), file.toString())).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "There is no file " + folder.resolve("none") + ".",
                        folder + " is a folder; give the files in it.",
                        "The output folder " + file + " is a file.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run --words 0        | --words must be at least 1",
                "run --words many     | Invalid value for option '--words'",
                "run --timeout soon   | 'soon' is not a duration",
                "run --nodes 0        | --nodes must be at least 1",
                "run --no-such        | Unknown option",
                "run --program x      | --program needs --command",
                "serve --key !!       | The key of the Batch account is not Base64",
                "\"\"                 | Say what to do",
                "fly                  | Unmatched argument"
            })
    void explainsWrongArguments(String line, String message) {
        int code = run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(code).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }
}
