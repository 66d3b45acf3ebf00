package io.github.batchbench.benchmarks.compare.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.benchmarks.compare.SequentialPlan;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Verdict;
import org.junit.jupiter.api.Test;

/** A small version of what the command {@code error-rates} measures. */
class SequentialErrorRatesTest {
    private static final Settings FEW_RESAMPLES =
            new Settings(Settings.DEFAULT.alpha(), Settings.DEFAULT.margin(), 200, 1, false);

    private static SequentialErrorRates rates(Noise noise, double shift) {
        return SequentialErrorRates.simulate(
                new Scenario(noise, shift, 20, 5, 5), SequentialPlan.of(5, 20), 40, FEW_RESAMPLES, 99);
    }

    @Test
    void lookingOftenDoesNotRaiseFalseRegressions() {
        assertThat(rates(Noise.NOISY, 0).share(SequentialErrorRates.Pair::falseRegression))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void whatOneRunCannotTellIsDecidedWithMoreForks() {
        SequentialErrorRates rates = rates(Noise.NOISY, 0.2);

        assertThat(rates.share(pair -> pair.verdict() == Verdict.REGRESSED)).isGreaterThan(0.95);
        assertThat(rates.meanForks()).isBetween(5.0, 15.0);
    }
}
