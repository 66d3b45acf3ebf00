package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare --history FOLDER}: what a row is known to vary by from run to run. */
class LearnedNoiseTest {
    @TempDir
    private Path folder;

    private Path reports;
    private Path base;
    private Path candidate;

    /** One row that varies by 8 % from run to run and by 1 % from fork to fork, and one that varies by nothing else. */
    @BeforeEach
    void writeReports() throws IOException {
        reports = Files.createDirectory(folder.resolve("reports"));
        Random random = new Random(11);
        for (int i = 1; i <= 40; i++) {
            report(reports.resolve("run-" + i + ".json"), 100 * Math.exp(0.08 * random.nextGaussian()), 100, i);
        }
        base = report(folder.resolve("base.json"), 100, 100, 98);
        candidate = report(folder.resolve("new.json"), 112, 112, 99);
    }

    private static Path report(Path file, double moody, double steady, int seed) throws IOException {
        return new JmhFile()
                .run(seed)
                .result("b.B.moody", "avgt", "us/op", moody, 5, 0.01)
                .result("b.B.steady", "avgt", "us/op", steady, 5, 0.01)
                .writeTo(file);
    }

    @Test
    void aRowThatIsNeverSteadyIsNoLongerCalledRegressed() throws IOException {
        assertThat(Cli.run("compare", base, candidate).out()).contains("2 regressed");

        Cli cli = Cli.run("compare", base, candidate, "--history", reports);

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out())
                .containsPattern("! never steady: B.moody avgt varies by [78][.\\d]*% from run to run; two reports"
                        + " cannot show a change of 5%")
                .containsPattern("B.moody +avgt .* inconclusive")
                .containsPattern("B.steady +avgt .* regressed")
                .contains(
                        "inconclusive: B.moody avgt: it varies too much from run to run, which more forks do not mend")
                .contains("1 regressed, 0 improved, 0 equivalent, 1 inconclusive");
        assertThat(new JsonMapper()
                        .readTree(Cli.run("compare", base, candidate, "--history", reports, "--format", "json")
                                .out())
                        .at("/rows/0/runNoise")
                        .asDouble())
                .isCloseTo(0.08, Offset.offset(0.02));
    }

    @Test
    void theMarkdownAndThePageSayItToo() {
        for (String format : new String[] {"markdown", "html"}) {
            assertThat(Cli.run("compare", base, candidate, "--history", reports, "--format", format)
                            .out())
                    .contains("never steady")
                    .contains("run to run");
        }
    }

    @Test
    void aHistoryThatIsTooShortIsAnError() throws IOException {
        Cli cli = Cli.run("compare", base, candidate, "--history", reports.resolve("run-1.json"));

        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("--history: no row has enough reports there")
                .contains("at least 8");
    }

    @Test
    void aRowThatTheHistoryLacksIsNamed() throws IOException {
        Path more = new JmhFile()
                .run(1)
                .result("b.B.added", "avgt", "us/op", 1, 5, 0.01)
                .result("b.B.steady", "avgt", "us/op", 100, 5, 0.01)
                .writeTo(folder.resolve("more.json"));

        assertThat(Cli.run("compare", more, more, "--history", reports).out())
                .contains("! the history has too few reports of B.added avgt to learn its noise from run to run");
    }

    @Test
    void aHistoryOfAnotherJdkIsRefused() throws IOException {
        Path other = new JmhFile()
                .run(1)
                .result("b.B.steady", "avgt", "us/op", 100, 5, 0.01)
                .set("jdkVersion", "25.0.1")
                .writeTo(folder.resolve("jdk25.json"));

        Cli cli = Cli.run("compare", other, other, "--history", reports);

        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err()).contains("JDK differs: 17.0.15, then 25.0.1").contains("--allow jdk");
        assertThat(Cli.run("compare", other, other, "--history", reports, "--allow", "jdk")
                        .code())
                .isZero();
    }
}
