package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void anIntervalLiesWithinADistanceOfZeroIfBothEndsDo() {
        assertThat(new Interval(-0.05, 0.05).within(0.05)).as("the ends count").isTrue();
        assertThat(new Interval(-0.051, 0.05).within(0.05)).isFalse();
        assertThat(new Interval(-0.05, 0.051).within(0.05)).isFalse();
    }

    @Test
    void logarithmsBecomeRatios() {
        Interval ratios = new Interval(0, Math.log(2)).exp();

        assertThat(ratios.low()).isEqualTo(1);
        assertThat(ratios.high()).isCloseTo(2, within(1e-12));
    }
}
