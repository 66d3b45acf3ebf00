package io.github.batchbench.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.batchbench.benchmarks.compare.render.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
    @TempDir
    private Path folder;

    /** So many reports of one row, named run-1, run-2 and so on. */
    private Path history(int reports, IntToDoubleFunction score) throws IOException {
        Random random = new Random(7);
        for (int i = 1; i <= reports; i++) {
            new JmhFile()
                    .result(
                            "b.B.m",
                            "avgt",
                            "us/op",
                            score.applyAsDouble(i) * Math.exp(0.02 * random.nextGaussian()),
                            3,
                            0)
                    .writeTo(folder.resolve("run-" + i + ".json"));
        }
        return folder;
    }

    private static double stepAt(int report, int first) {
        return report < first ? 100 : 120;
    }

    @Test
    void theReportOfAJumpIsNamedAndFailsTheGateWhileItIsRecent() throws IOException {
        Cli cli = Cli.run("history", history(40, i -> stepAt(i, 35)));

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out())
                .startsWith("40 reports, run-1 to run-40\n")
                .containsPattern("B.m avgt: \\+\\d+.\\d%, worse, from run-35 on; the last before was run-34")
                .containsPattern("B.m +avgt +40 .*regressed")
                .endsWith("1 regressed, 0 improved, 0 steady, 0 unknown. Gate FAILED: 1 row regressed.\n");
    }

    @Test
    void anOldJumpIsToldButNoLongerFails() throws IOException {
        Cli cli = Cli.run("history", history(40, i -> stepAt(i, 20)));

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("worse, from run-20 on").contains("Gate passed.");
        assertThat(Cli.run("history", folder, "--recent", "25").code()).isEqualTo(1);
    }

    @Test
    void aSlowDriftIsFoundAndCalledOne() throws IOException {
        Cli cli = Cli.run("history", history(60, i -> 100 * Math.exp(0.005 * i)));

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).containsPattern("B.m avgt: drifts since run-\\d+.*: \\+\\d+.\\d% until now, worse");
    }

    @Test
    void aLoneOutlierIsNoChangeUnlessItIsTheNewestWhichIsSaid() throws IOException {
        Cli before = Cli.run("history", history(30, i -> i == 15 ? 160 : 100));
        assertThat(before.out())
                .contains("0 regressed, 0 improved, 1 steady, 0 unknown")
                .doesNotContain("out of line");

        Cli newest = Cli.run("history", history(30, i -> i == 30 ? 160 : 100));
        assertThat(newest.code()).isZero();
        assertThat(newest.out()).contains("the newest report is out of line: +").contains("run it again");
        assertThat(Cli.run("history", folder, "--fail-on", "newest").code()).isEqualTo(1);
    }

    @Test
    void anExactMetricHasNoNoiseAndShowsItsSmallestStep() throws IOException {
        for (int i = 1; i <= 20; i++) {
            new JmhFile()
                    .result("b.B.m", "avgt", "us/op", 100, 1, 0)
                    .secondary("instructions:u", "#/op", i < 12 ? 1_000_000 : 1_010_000, 1, 0)
                    .writeTo(folder.resolve("run-" + i + ".json"));
        }

        Cli cli = Cli.run("history", folder, "--metric", "instructions:u");

        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("B.m (instructions:u) avgt: +1.0%, worse, from run-12 on");
    }

    @Test
    void quietSaysNothingWhenNothingChanged() throws IOException {
        Cli steady = Cli.run("history", history(30, i -> 100), "--quiet", "-o", folder.resolve("out.md"));
        assertThat(steady).isEqualTo(new Cli(0, "", ""));
        assertThat(folder.resolve("out.md")).content().startsWith("**Gate passed.**");

        assertThat(Cli.run("history", history(30, i -> stepAt(i, 26)), "--quiet")
                        .out())
                .contains("from run-26 on");
    }

    @Test
    void fewReportsAreUnknownAndNotSteady() throws IOException {
        Cli cli = Cli.run("history", history(5, i -> 100));

        assertThat(cli.out()).contains("B.m avgt: fewer than 8 reports have it").contains("1 unknown. Gate passed.");
        assertThat(Cli.run("history", folder, "--fail-on", "unknown").code()).isEqualTo(1);
    }

    @Test
    void theMarkdownFitsAPullRequestAndLinksThePage() throws IOException {
        Cli cli = Cli.run(
                "history",
                history(40, i -> stepAt(i, 35)),
                "--format",
                "markdown",
                "--link",
                "https://example.org/a(b)");

        assertThat(cli.out())
                .startsWith("**Gate FAILED: 1 row regressed.** 1 regressed, 0 improved")
                .containsPattern("\n- B.m avgt&#58; \\+.*from run-35 on")
                .contains("[The page with all charts](https://example.org/a%28b%29)")
                .contains("<details><summary>40 reports, run-1 to run-40</summary>");
    }

    @Test
    void theJsonFollowsItsSchemaAndTheCsvHasALineForEachFinding() throws IOException {
        history(40, i -> stepAt(i, 35));
        JsonNode json = new JsonMapper()
                .readTree(Cli.run("history", folder, "--format", "json").out());

        try (InputStream in = Format.class.getResourceAsStream("history.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(in)
                            .validate(json))
                    .isEmpty();
        }
        assertThat(json.at("/rows/0/steps/0/report").asInt()).isEqualTo(34);
        assertThat(json.at("/reports/34/label").asText()).isEqualTo("run-35");
        assertThat(Cli.run("history", folder, "--format", "csv").out())
                .containsPattern("b.B.m,avgt,,1,1,,us/op,40,0.0\\d+,regressed,step,run-34,run-35,,,1.\\d+,\n");
    }

    @Test
    void thePageNeedsNoNetworkAndTheSameInputGivesTheSameBytes() throws IOException {
        Path reports = history(40, i -> stepAt(i, 35));
        Path page = folder.resolve("page.html");

        Cli.run("history", reports, "-o", page);
        byte[] first = Files.readAllBytes(page);
        Cli.run("history", reports, "-o", page);

        assertThat(page).binaryContent().isEqualTo(first);
        assertThat(page)
                .content()
                .contains("from run-35 on")
                .contains("\"batchbench-history\"")
                .doesNotContain("src=\"http");
    }

    @Test
    void anotherMachineOnTheWayIsRefusedUnlessAllowed() throws IOException {
        history(20, i -> 100);
        for (int i = 11; i <= 20; i++) {
            new JmhFile()
                    .result("b.B.m", "avgt", "us/op", 100, 3, 0)
                    .set("jdkVersion", "25.0.1")
                    .writeTo(folder.resolve("run-" + i + ".json"));
        }

        Cli refused = Cli.run("history", folder);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("JDK differs: 17.0.15, then 25.0.1").contains("--allow jdk");
        assertThat(Cli.run("history", folder, "--allow", "jdk").out())
                .contains("! from run-11 on: JDK differs: 17.0.15, then 25.0.1");
    }

    @Test
    void aRowThatTheNewestReportLacksIsSaidToBeGone() throws IOException {
        Path reports = history(12, i -> 100);
        new JmhFile().result("b.B.other", "avgt", "us/op", 1, 3, 0).writeTo(reports.resolve("run-13.json"));

        assertThat(Cli.run("history", reports).out())
                .contains("B.m avgt: is not in the newest report; the last that has it is run-12");
    }

    @Test
    void compareTakesAFolderToo() throws IOException {
        Path reports = history(12, i -> stepAt(i, 12));

        Cli cli = Cli.run("compare", "old=" + reports, "new=" + reports.resolve("run-12.json"));
        assertThat(cli.out()).startsWith("old -> new\n");
        assertThat(Cli.run("compare", reports).out()).startsWith("run-1 -> run-12\n");
    }

    @Test
    void badUsageSaysWhatToDo() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Cli.run("history", empty)).satisfies(cli -> {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("no file in it ends in .json");
        });
        Path one = new JmhFile().result("b.B.m", "avgt", "us/op", 1, 1, 0).writeTo(folder.resolve("one.json"));
        assertThat(Cli.run("history", one).err()).contains("at least two reports");
        assertThat(Cli.run("history", one, one, "-o", "x.xml").err()).contains("no JUnit report");
        assertThat(Cli.run("history", one, one, "--alpha", "2").err()).contains("alpha must be between");
        assertThat(Cli.run("history", one, one, "--allow", "weather").err()).contains("no such fact");
        assertThat(Cli.run("history", one, one, "--benchmark", "nowhere").err()).contains("no row of the reports");
    }
}
