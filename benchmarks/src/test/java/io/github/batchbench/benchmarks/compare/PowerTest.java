package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import org.junit.jupiter.api.Test;

class PowerTest {
    private final Power power = new Power(0.05, 0.05);

    @Test
    void theSmallestEffectIsThreeStandardErrorsOrSo() {
        // Student's t of eight degrees exceeds 2.30600 at 2.5 % and 0.88889 at 20 %.
        assertThat(power.smallestEffect(new Difference(0.7, 0.01, 8, 1))).isCloseTo(0.03194893652971186, within(1e-12));
    }

    @Test
    void moreForksAreNeededWhereTheScatterIsLarger() {
        assertThat(power.forksFor(0.05, new Spread(0.0001, 8), 0))
                .as("no fewer decide")
                .hasValue(4);
        assertThat(power.forksFor(0.05, new Spread(0.0005, 8), 0)).hasValue(5);
        assertThat(power.forksFor(0.05, new Spread(0.0008, 8), 0)).hasValue(7);
        assertThat(power.forksFor(0.05, new Spread(0.0025, 8), 0))
                .as("Cohen: one standard deviation")
                .hasValue(17);
        assertThat(power.forksFor(0.05, new Spread(0.04, 8), 0)).hasValue(253);
    }

    @Test
    void moreForksAreNeededWhereTheLevelIsLower() {
        assertThat(new Power(0.01, 0.05).forksFor(0.05, new Spread(0.0025, 8), 0))
                .hasValue(25);
        assertThat(new Power(0.05, 0.001).forksFor(0.05, new Spread(0.0001, 8), 0))
                .as("of the rank test")
                .hasValue(7);
    }

    @Test
    void noNumberOfForksMendsWhatReportsDifferByAnyhow() {
        assertThat(power.forksFor(0.05, new Spread(0.0001, 8), 0.0002)).hasValue(5);
        assertThat(power.forksFor(0.05, new Spread(0.0001, 8), 0.001)).isEmpty();
    }

    @Test
    void nobodyRunsMoreThanAThousand() {
        assertThat(power.forksFor(0.05, new Spread(0.159, 8), 0)).hasValue(1000);
        assertThat(power.forksFor(0.05, new Spread(0.1592, 8), 0)).isEmpty();
    }
}
