package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** P-values are SciPy's {@code ttest_ind}. */
class FamilyTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final Settings SETTINGS = new Settings(0.05, 0.05, 200, 1, false);
    private static final double[] LEVELS = {-0.02, -0.01, 0, 0.01, 0.02};
    private static final double[] THREE = {-0.01, 0, 0.01};

    /** Three standard errors. */
    private static final double P_OF_THREE = 0.01707168123378263;

    /** Ten standard errors. */
    private static final double P_OF_TEN = 8.488181527628489e-06;

    private final Statistician statistician = new Statistician(SETTINGS, List.of(), List.of());

    @Test
    void theCorrectionCountsTheRowsThatCouldBeFoundChanged() {
        List<RowComparison> rows =
                judge(row(0.03, 1, THREE), row(0.03, 1, LEVELS), row(0.03, 1, 0), row(0.1, 1, LEVELS));

        assertThat(rows).extracting(row -> row.effect().orElseThrow().holm()).satisfies(holm -> {
            assertThat(holm.get(0)).as("three forks").isEqualTo(1);
            assertThat(holm.get(1)).isCloseTo(P_OF_THREE, CLOSE);
            assertThat(holm.get(2)).as("one fork").isEqualTo(1);
            assertThat(holm.get(3)).isCloseTo(2 * P_OF_TEN, CLOSE);
        });
        assertThat(rows)
                .extracting(RowComparison::verdict)
                .containsExactly(Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.REGRESSED);
    }

    @Test
    void fourRowsDoNotTeachEachOtherWhateverRowsOfThreeForksThereAre() {
        List<RowComparison> rows = judge(
                row(0.03, 1, LEVELS),
                row(0, 1.2, LEVELS),
                row(0, 0.8, LEVELS),
                row(0, 1.5, LEVELS),
                row(0, 1, THREE),
                row(0, 1.1, THREE));

        assertThat(means(rows.get(0))).isCloseTo(P_OF_THREE, CLOSE);
    }

    @Test
    void fiveRowsTeachEachOther() {
        List<RowComparison> rows = judge(
                row(0.03, 1, LEVELS),
                row(0, 1.2, LEVELS),
                row(0, 0.8, LEVELS),
                row(0, 1.5, LEVELS),
                row(0, 0.5, LEVELS));

        // A prior of 2.0716e-4 worth 5.6655 degrees makes 2.3223e-4 with 13.6655.
        double t =
                0.03 / Math.sqrt(0.4 * (5.665537722300456 * 0.00020715515116744146 + 8 * 0.00025) / 13.665537722300456);
        assertThat(means(rows.get(0))).isCloseTo(new Difference(t, 1, 13.665537722300456, 1).p(), CLOSE);
    }

    private List<RowComparison> judge(Measurement... rows) {
        return new Family(SETTINGS, Stream.of(rows).map(statistician::examine).toList()).judge();
    }

    /** Its candidate costs so much more, as a logarithm, and both sides have these levels so many times. */
    private static Measurement row(double shift, double scatter, double... levels) {
        double[] logs = Arrays.stream(levels).map(level -> level * scatter).toArray();
        return Rows.time("row", Rows.logs(0, logs), Rows.logs(shift, logs));
    }

    private static double means(RowComparison row) {
        return row.effect().orElseThrow().means();
    }
}
