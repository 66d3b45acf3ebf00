package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Mode;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulerTest {
    private static final Settings PLAIN = Settings.DEFAULT;
    private static final Settings RULED =
            new Settings(PLAIN.alpha(), PLAIN.margin(), PLAIN.resamples(), PLAIN.seed(), true);

    @Test
    void aMachineThatIsSlowerInEverythingIsNoRegressionOnceTheRulerIsDividedOut() {
        Side fast = side("fast", 1, 1);
        Side slow = side("slow", 1.3, 1.3);

        assertThat(compare(PLAIN, fast, slow))
                .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.REGRESSED));
        assertThat(compare(RULED, fast, slow)).allSatisfy(row -> {
            assertThat(row.effect().orElseThrow().costRatio()).isCloseTo(1, within(0.01));
            assertThat(row.verdict()).isEqualTo(Verdict.EQUIVALENT);
        });
    }

    @Test
    void aRegressionOnAFasterMachineShowsOnceTheRulerIsDividedOut() {
        assertThat(compare(RULED, side("slow", 1, 1), side("fast", 0.8, 1)))
                .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.REGRESSED));
    }

    @Test
    void reportsWithoutARulerAreNotComparableByIt() {
        Side none = new Side("none", List.of(new Report("x", Map.of(), rows(1), List.of(), List.of(), List.of())));

        assertThatThrownBy(() -> compare(RULED, none, none))
                .isInstanceOf(IncomparableException.class)
                .hasMessageContaining("ruler cannot be divided out");
    }

    private static List<RowComparison> compare(Settings settings, Side base, Side candidate) {
        return new Comparer(settings, key -> true)
                .compare(List.of(base, candidate))
                .rows();
    }

    private static Side side(String label, double ruler, double cost) {
        List<Fork> rulers = forks(5000 * ruler).toList();
        return new Side(label, List.of(new Report(label, Map.of(), rows(cost), rulers, rulers, List.of())));
    }

    private static List<Row> rows(double cost) {
        return List.of(
                row("a.B.time", Mode.AVERAGE_TIME, "us/op", 10 * cost),
                row("a.B.rate", Mode.THROUGHPUT, "ops/s", 900 / cost));
    }

    private static Row row(String name, Mode mode, String unit, double score) {
        Unit parsed = Unit.parse(unit);
        return new Row(
                RowKey.primary(name, mode, Map.of(), parsed.dimension()),
                parsed,
                mode.direction(),
                forks(score).toList(),
                Map.of());
    }

    private static Stream<Fork> forks(double score) {
        return DoubleStream.of(0.99, 0.995, 1, 1.005, 1.01)
                .mapToObj(level -> Fork.of(score * level * 0.998, score * level * 1.002));
    }
}
