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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare BASE A B}: each side against the first. */
class SeveralSidesTest {
    @TempDir
    private Path folder;

    private Path base;
    private Path slower;
    private Path same;

    @BeforeEach
    void writeReports() throws IOException {
        base = report("base.json", 100, "17.0.15");
        slower = report("slower.json", 130, "17.0.15");
        same = report("same.json", 100, "17.0.15");
    }

    private Path report(String name, double score, String jdk) throws IOException {
        return new JmhFile()
                .otherRun("b.B.quick", "avgt", "us/op", score, 5, 0.01)
                .set("jdkVersion", jdk)
                .otherRun("b.B.steady", "thrpt", "ops/s", 5000, 5, 0.01)
                .set("jdkVersion", jdk)
                .writeTo(folder.resolve(name));
    }

    private Cli compare(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("compare", base, slower, same));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @Test
    void eachIsComparedWithTheFirstAndTheWorstDecidesTheGate() {
        Cli cli = compare();

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out())
                .startsWith(base + " -> " + slower + ", " + same + "\n")
                .containsPattern("B.quick +\\S+slower.json +avgt .*\\+30.0% .*regressed")
                .containsPattern("B.quick +\\S+same.json +avgt .*equivalent")
                .contains(slower + ": 1 regressed, 0 improved, 1 equivalent, 0 inconclusive. Geometric mean")
                .contains(same + ": 0 regressed, 0 improved, 2 equivalent, 0 inconclusive. Geometric mean")
                .contains("p corrected by Holm for all rows of all sides")
                .endsWith("1 regressed, 0 improved, 3 equivalent, 0 inconclusive. Gate FAILED: 1 row regressed.\n");
    }

    @Test
    void theSidesCanBeNamed() {
        assertThat(compare("--names", "main,branch,other").out())
                .startsWith("main -> branch, other\n")
                .containsPattern("B.quick +branch +avgt .*regressed");
        for (String names : List.of("main,branch", "main,branch,branch")) {
            assertThat(compare("--names", names)).satisfies(cli -> {
                assertThat(cli.code()).isEqualTo(2);
                assertThat(cli.err()).startsWith("--names: 3 different names are needed");
            });
        }
    }

    @Test
    void moreSidesAreMoreTests() throws IOException {
        assertThat(p(Cli.run("compare", base, slower, "--format", "json"), 0) * 2)
                .isEqualTo(p(compare("--format", "json"), 0));
    }

    private static double p(Cli cli, int row) throws IOException {
        return new JsonMapper()
                .readTree(cli.out())
                .at("/rows/" + row + "/p/holm")
                .asDouble();
    }

    @Test
    void theLastAloneIsComparedOnRequestAndThoseBetweenAreHistory() throws IOException {
        Cli cli = compare("--last", "--format", "json");

        assertThat(cli.code()).isZero();
        JsonNode tree = new JsonMapper().readTree(cli.out());
        assertThat(tree.at("/rows")).hasSize(2);
        assertThat(tree.at("/labels")).hasSize(3);
        assertThat(tree.at("/trends/0/points")).hasSize(3);
    }

    @Test
    void aFolderIsAHistoryWhoseNewestIsComparedUnlessAllAreAskedFor() throws IOException {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        Files.copy(base, reports.resolve("run-1.json"));
        Files.copy(slower, reports.resolve("run-2.json"));
        Files.copy(same, reports.resolve("run-10.json"));

        assertThat(Cli.run("compare", reports).out()).startsWith("run-1 -> run-10\n");
        assertThat(Cli.run("compare", reports, "--no-last").out()).startsWith("run-1 -> run-2, run-10\n");
    }

    @Test
    void jsonKeepsToItsSchemaAndSaysEachRowsSide() throws IOException {
        JsonNode tree = new JsonMapper()
                .readTree(compare("--names", "main,branch,other", "--format", "json")
                        .out());

        try (InputStream schema = Format.class.getResourceAsStream("comparison.schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(tree))
                    .isEmpty();
        }
        assertThat(tree.at("/rows").findValuesAsText("side")).containsExactly("branch", "other", "branch", "other");
        assertThat(tree.at("/sides/0/counts/regressed").asInt()).isEqualTo(1);
        assertThat(tree.at("/sides/1/overall/rows").asInt()).isEqualTo(2);
        assertThat(tree.at("/overall").isNull()).isTrue();
    }

    @Test
    void theOtherFormatsSayTheSideToo() {
        String[] names = {"--names", "main,branch,other"};
        assertThat(compare(names[0], names[1], "--format", "csv").out())
                .containsPattern("b.B.quick,avgt,.*,regressed,.*,branch\n")
                .containsPattern("b.B.quick,avgt,.*,equivalent,.*,other\n");
        assertThat(compare(names[0], names[1], "--format", "markdown").out())
                .containsPattern("\\| B.quick \\| branch \\| avgt .* regressed \\|")
                .contains("<details><summary>3 rows not shown to have changed</summary>");
        assertThat(compare(names[0], names[1], "--format", "junit").out())
                .contains("tests=\"4\" failures=\"1\"")
                .contains("name=\"B.quick avgt [branch]\"");
        assertThat(compare(names[0], names[1], "--format", "html").out())
                .contains("<title>main \u2192 branch, other</title>")
                .contains("<td data-label=\"side\">branch</td>");
    }

    @Test
    void rowsThatASideLacksAreNamedWithIt() throws IOException {
        Path less = new JmhFile()
                .otherRun("b.B.quick", "avgt", "us/op", 100, 5, 0.01)
                .set("jdkVersion", "17.0.15")
                .writeTo(folder.resolve("less.json"));

        Cli cli = Cli.run("compare", base, same, less, "--names", "main,same,less", "--fail-on", "missing");

        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out())
                .contains("only in the base: B.steady thrpt [less]")
                .contains("Gate FAILED: 1 row missing.");
    }

    @Test
    void aSideOfAnotherJdkIsRefusedWithItsName() throws IOException {
        Path other = report("jdk25.json", 100, "25.0.1");

        Cli refused = Cli.run("compare", base, same, other, "--names", "main,same,newer");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("JDK differs: 17.0.15, then 25.0.1 (2 rows) [newer]");
        assertThat(Cli.run("compare", base, same, other, "--allow", "jdk").code())
                .isZero();
    }
}
