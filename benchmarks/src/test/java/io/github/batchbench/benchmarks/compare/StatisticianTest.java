package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.report.Fork;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StatisticianTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final Settings SETTINGS = new Settings(0.05, 0.05, 1000, 1, false);
    private static final double[] LEVELS = {-0.02, -0.01, 0, 0.01, 0.02};

    private final Statistician plain = new Statistician(SETTINGS, List.of(), List.of());

    /** The candidate's machine is slower by 0.05. */
    private final Statistician ruled = new Statistician(SETTINGS, logs(3), logs(3.05));

    @Test
    void aLongerTimeCostsMore() {
        Evidence slower = plain.examine(Rows.time("row", logs(1), logs(1.1)));

        assertEffect(slower, 0.1);
        assertThat(slower.terms()).hasSize(2);
        assertThat(slower.mannWhitney()).isCloseTo(2 / 252.0, EXACT);
    }

    @Test
    void aHigherRateCostsLess() {
        Evidence faster = plain.examine(Rows.rate("row", logs(1), logs(1.1)));

        assertEffect(faster, -0.1);
        assertThat(faster.mannWhitney()).isCloseTo(2 / 252.0, EXACT);
    }

    @Test
    void theRulersRatioIsDividedOutOfATime() {
        Evidence halfAsMuch = ruled.examine(Rows.time("row", logs(1), logs(1.1)));

        assertEffect(halfAsMuch, 0.05);
        assertThat(halfAsMuch.terms()).hasSize(4);
        assertThat(halfAsMuch.difference().orElseThrow().error()).isCloseTo(Math.sqrt(4 * 0.00025 / 5), EXACT);

        Evidence none = ruled.examine(Rows.time("row", logs(1), logs(1.051)));
        assertEffect(none, 0.001);
        assertThat(none.mannWhitney()).as("larger in 15 of 25 pairs").isCloseTo(174 / 252.0, EXACT);
    }

    @Test
    void theRulersRatioIsDividedOutOfARate() {
        Evidence none = ruled.examine(Rows.rate("row", logs(1), logs(0.949)));

        assertEffect(none, 0.001);
        assertThat(none.mannWhitney()).isCloseTo(174 / 252.0, EXACT);
    }

    @Test
    void aSingleForkHasARatioButNoError() {
        for (Measurement row : List.of(
                Rows.time("row", logs(1), Rows.forks(Math.exp(1.1))),
                Rows.time("row", Rows.forks(Math.exp(1)), logs(1.1)))) {
            Evidence evidence = plain.examine(row);

            assertThat(evidence.estimate())
                    .hasValueSatisfying(log -> assertThat(log).isCloseTo(0.1, EXACT));
            assertThat(evidence.difference()).isEmpty();
            assertThat(evidence.interval()).isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        }
    }

    @Test
    void twoForksHaveAnError() {
        List<Fork> two = Rows.logs(1, 0, 0.1);

        assertThat(plain.examine(Rows.time("row", two, two)).difference()).isPresent();
    }

    @Test
    void whatIsMissingOrNotPositiveHasNoRatio() {
        for (Measurement row : List.of(
                Rows.time("row", List.of(), logs(1)),
                Rows.time("row", logs(1), List.of()),
                Rows.time("row", logs(1), Rows.forks(1, 2, 0, 3, 4)))) {
            Evidence evidence = plain.examine(row);

            assertThat(evidence.estimate()).isEmpty();
            assertThat(evidence.difference()).isEmpty();
            assertThat(evidence.replicates()).isNull();
            assertThat(evidence.measurement()).isEqualTo(row);
        }
    }

    private static List<Fork> logs(double shift) {
        return Rows.logs(shift, LEVELS);
    }

    private static void assertEffect(Evidence evidence, double logarithm) {
        assertThat(evidence.estimate())
                .hasValueSatisfying(log -> assertThat(log).isCloseTo(logarithm, EXACT));
        assertThat(evidence.difference().orElseThrow().estimate()).isCloseTo(logarithm, EXACT);
        assertThat(DoubleStream.of(Objects.requireNonNull(evidence.replicates()))
                        .average())
                .hasValueCloseTo(logarithm, within(0.002));
        assertThat(evidence.interval().low()).isBetween(logarithm - 0.06, logarithm - 0.015);
        assertThat(evidence.interval().high()).isBetween(logarithm + 0.015, logarithm + 0.06);
    }
}
