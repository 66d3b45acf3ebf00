package io.github.batchbench.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportReaderTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    /** JMH 1.37 wrote it: all modes, two forks, with the GC profiler. */
    private Path allModes() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("jmh-1.37-all-modes.json"))) {
            Path file = folder.resolve("all.json");
            Files.copy(in, file);
            return file;
        }
    }

    @Test
    void everyModeOfJmhGivesTheScoreThatJmhGives() throws IOException {
        Path file = allModes();
        JsonNode results = JSON.readTree(file.toFile());
        List<Row> rows = ReportReader.read(file).rows().stream()
                .filter(row -> row.key().isPrimary())
                .toList();

        assertThat(rows).extracting(row -> row.key().mode()).containsExactly(Mode.values());
        for (int i = 0; i < rows.size(); i++) {
            double jmh = results.get(i).at("/primaryMetric/score").asDouble();
            assertThat(weightedScore(rows.get(i))).isCloseTo(jmh, within(Math.abs(jmh) * 1e-9));
            assertThat(rows.get(i).forks()).hasSize(2);
        }
    }

    private static double weightedScore(Row row) {
        double sum = 0;
        double weight = 0;
        for (Fork fork : row.forks()) {
            double samples = java.util.Arrays.stream(fork.weights()).sum();
            sum += fork.mean() * samples;
            weight += samples;
        }
        return sum / weight;
    }

    @Test
    void secondaryMetricsKeepTheirNamesWithoutMarks() throws IOException {
        assertThat(ReportReader.read(allModes()).rows())
                .filteredOn(row -> row.key().metric().equals("gc.alloc.rate.norm"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.direction()).isEqualTo(Direction.LOWER_IS_BETTER));
    }

    @Test
    void oldAndForeignShapesAreReadWithoutComplaint() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), """
                [{"benchmark": "a.B.c", "mode": "avgt", "threads": 4,
                  "params": {"n": "1", "none": null},
                  "primaryMetric": {"score": "NaN", "scoreUnit": "ms/op", "rawData": [[1.0, "NaN", 3], []]},
                  "secondaryMetrics": {
                    "asm": {"score": "NaN", "scoreUnit": "---", "rawData": [[], []]},
                    "·stack": {"score": 1, "scoreUnit": "---"}},
                  "unknown": {"deep": [[[]]]}}]
                """);

        Report report = ReportReader.read(file);

        Row row = report.rows().get(0);
        assertThat(row.key().toString()).isEqualTo("a.B.c (n=1, none=null, 4 threads) avgt");
        assertThat(row.forks()).singleElement().extracting(Fork::mean).isEqualTo(2.0);
        assertThat(report.rows()).hasSize(3);
        assertThat(report.notes()).containsExactly("1 measured values were not finite numbers and were left out");
    }

    @Test
    void aLargeHistogramNeedsNoMoreThanAMeanAnIteration() throws IOException {
        String pairs = "[12.5, 3], ".repeat(400_000) + "[12.5, 1]";
        Path file = Files.writeString(
                folder.resolve("large.json"),
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"sample\", \"primaryMetric\": {\"scoreUnit\": \"us/op\","
                        + "\"rawDataHistogram\": [[[" + pairs + "]]]}}]");

        Fork fork = ReportReader.read(file).rows().get(0).forks().get(0);

        assertThat(fork.values()).containsExactly(12.5);
        assertThat(fork.weights()).containsExactly(1_200_001);
    }

    @Test
    void unitsOfOneDimensionAreBroughtTogether() {
        assertThat(Unit.parse("ms/op").factor())
                .isEqualTo(1000 * Unit.parse("us/op").factor());
        assertThat(Unit.parse("ops/ms").factor())
                .isEqualTo(1000 * Unit.parse("ops/s").factor());
        assertThat(Unit.parse("ops/min").dimension())
                .isEqualTo(Unit.parse("ops/ns").dimension());
        assertThat(Unit.parse("MB/sec")).isEqualTo(new Unit("MB/sec", "MB/sec", 1));
    }

    @Test
    void ourReportKeepsToItsSchemaAndComesBackAsItWas() throws IOException {
        ArrayNode results = (ArrayNode) JSON.readTree(allModes().toFile());
        ArrayNode ruler = JSON.createArrayNode().add(results.get(1));
        Map<Fact, String> environment = Map.of(Fact.CPU, "Example CPU", Fact.OS_VERSION, "6.1", Fact.DIRTY, "false");
        Path file = folder.resolve("ours.json");

        ReportWriter.write(file, environment, ruler, results, ruler);

        Report report = ReportReader.read(file);
        assertThat(report.environment()).isEqualTo(environment);
        assertThat(report.rulerStart()).hasSize(2);
        assertThat(report.rulerEnd()).hasSize(2);
        try (InputStream schema = Objects.requireNonNull(getClass().getResourceAsStream("report.schema.json"))) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(JSON.readTree(file.toFile())))
                    .isEmpty();
        }
    }

    @Test
    void mergedRunsHaveTheForksOfAllAndTheScoreOfAll() throws IOException {
        ArrayNode results = (ArrayNode) JSON.readTree(allModes().toFile());

        ArrayNode merged = ForkMerge.merge(List.of(results, results, results));

        assertThat(merged).hasSize(4);
        for (int i = 0; i < merged.size(); i++) {
            double score = results.get(i).at("/primaryMetric/score").asDouble();
            assertThat(merged.get(i).path("forks").asInt()).isEqualTo(6);
            assertThat(merged.get(i).at("/primaryMetric/score").asDouble()).isCloseTo(score, within(score * 1e-9));
            assertThat(merged.get(i).at("/primaryMetric/scoreError").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void theProbeKnowsThisMachine() {
        Map<Fact, String> machine = EnvironmentProbe.machine();

        assertThat(machine).containsKeys(Fact.CORES, Fact.ARCH, Fact.OS, Fact.MEMORY);
        assertThat(Integer.parseInt(machine.get(Fact.CORES))).isPositive();
    }
}
