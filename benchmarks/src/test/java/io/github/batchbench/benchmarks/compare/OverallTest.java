package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverallTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Settings SETTINGS = new Settings(0.05, 0.05, 201, 1, false);
    private static final Measurement ROW = Rows.time("row", List.of(), List.of());
    private static final Measurement MEMORY = Rows.secondary("row", List.of(), List.of());

    /** From -1 to 1, downwards. */
    private static final double[] DOWN =
            IntStream.rangeClosed(0, 200).mapToDouble(i -> 1 - i / 100.0).toArray();

    private final Overall.Sum sum = new Overall.Sum(SETTINGS);

    @Test
    void theOverallRatioIsTheGeometricMeanOfTheRows() {
        sum.add(evidence(ROW, new Difference(Math.log(2), 0.1, 8, 1), DOWN));
        sum.add(evidence(ROW, new Difference(Math.log(8), 0.1, 8, 1), DOWN));

        Overall overall = sum.result().orElseThrow();
        assertThat(overall.costRatio()).isCloseTo(4, EXACT);
        assertThat(overall.rows()).isEqualTo(2);
    }

    @Test
    void itsIntervalIsThatOfTheMeanOfTheReplicates() {
        double[] more =
                IntStream.range(0, 201).mapToDouble(i -> 3 * DOWN[i] + 1).toArray();
        sum.add(evidence(ROW, new Difference(0, 0.1, 8, 1), DOWN));
        sum.add(evidence(ROW, new Difference(0, 0.1, 8, 1), more));

        // Their mean goes from -1.5 to 2.5, of which 2.5 % lie on each side.
        Interval interval = sum.result().orElseThrow().interval();
        assertThat(interval.low()).isCloseTo(Math.exp(-1.4), EXACT);
        assertThat(interval.high()).isCloseTo(Math.exp(2.4), within(1e-9));
    }

    @Test
    void itReachesFurtherByWhatTheBootstrapOfFewForksUnderstates() {
        // Squared errors 0.01 and 0.04, of which the bootstrap sees 0.0025 and 0.01: half of the error in all.
        sum.add(evidence(ROW, new Difference(0, 0.1, 8, 2), DOWN));
        sum.add(evidence(ROW, new Difference(0, 0.2, 8, 2), DOWN));

        // The normal exceeds 2 x 1.9600 at 0.00443 %.
        Interval interval = sum.result().orElseThrow().interval();
        assertThat(interval.low()).isCloseTo(Math.exp(-1 + 2 * 4.42877191607e-5), within(1e-9));
        assertThat(interval.high()).isCloseTo(Math.exp(1 - 2 * 4.42877191607e-5), within(1e-9));
    }

    @Test
    void rowsWithoutScatterHaveAnIntervalToo() {
        sum.add(evidence(ROW, new Difference(0.5, 0, 1, 1), DOWN));

        assertThat(sum.result().orElseThrow().interval().low()).isCloseTo(Math.exp(-0.95), EXACT);
    }

    @Test
    void whatHasNoDifferenceAndWhatIsNotPrimaryDoesNotCount() {
        Difference difference = new Difference(1, 0.1, 8, 1);
        sum.add(evidence(ROW, null, DOWN));
        sum.add(evidence(ROW, difference, null));
        sum.add(evidence(MEMORY, difference, DOWN));
        assertThat(sum.result()).isEmpty();

        sum.add(evidence(ROW, difference, DOWN));
        assertThat(sum.result()).map(Overall::rows).hasValue(1);
    }

    private static Evidence evidence(Measurement row, @Nullable Difference difference, double @Nullable [] replicates) {
        return new Evidence(
                row, Optional.ofNullable(difference), List.of(), Optional.of(0.0), new Interval(0, 0), 1, replicates);
    }
}
