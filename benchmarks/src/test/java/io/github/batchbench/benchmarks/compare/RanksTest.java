package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RanksTest {
    private static final LogSample ONE = new LogSample(new double[] {0.1, 0.4, 0.2, 0.3, 0.35});
    private static final LogSample OTHER = new LogSample(new double[] {0.5, 0.9, 0.7, 0.85, 0.6});

    @Test
    void fiveForksCannotReachLessThanTwoIn252() {
        assertThat(Ranks.p(OTHER, ONE, 0)).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(Ranks.least(5, 5)).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(Ranks.least(3, 3)).isGreaterThan(0.05);
    }

    @Test
    void theShiftIsTakenOffTheFirstSample() {
        // OTHER - 0.375 lies on both sides of ONE, below it in 9 of the 25 pairs; so few or fewer come of 69 of the 252
        // orders (SciPy's mannwhitneyu agrees).
        assertThat(Ranks.p(OTHER, ONE, 0.375)).isCloseTo(2 * 69 / 252.0, within(1e-12));
        assertThat(Ranks.p(OTHER, ONE, 2)).isCloseTo(2 / 252.0, within(1e-12));
    }

    @Test
    void noVerdictRestsOnLessThanFourForksNorOnMoreThanTheRankTestAsksFor() {
        assertThat(Fewest.met(4, 4, 2 / 70.0)).isTrue();
        assertThat(Fewest.met(4, 4, 0.028)).isFalse();
        assertThat(Fewest.met(3, 50, 0.05)).as("too few for an interval").isFalse();
        assertThat(Fewest.met(50, 3, 0.05)).isFalse();

        assertThat(Fewest.forks(0.4)).isEqualTo(4);
        assertThat(Fewest.forks(2 / 70.0)).isEqualTo(4);
        assertThat(Fewest.forks(0.028)).isEqualTo(5);
        assertThat(Fewest.forks(0.001)).as("2 in 3432").isEqualTo(7);
    }
}
