package io.github.batchbench.benchmarks.compare.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small version of what the command {@code error-rates} measures with 1,000 pairs a case. */
class ErrorRatesTest {
    private static final Settings FEW_RESAMPLES =
            new Settings(Settings.DEFAULT.alpha(), Settings.DEFAULT.margin(), 200, 1, false);

    private static ErrorRates rates(Noise noise, double shift, int forks) {
        return ErrorRates.simulate(new Scenario(noise, shift, forks, 5, 10), 40, FEW_RESAMPLES, 99);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void familiesWithoutChangeSeldomRaiseAFalseRegression(int noise) {
        assertThat(rates(Noise.ALL.get(noise), 0, 5).falseFamilies()).isLessThanOrEqualTo(0.05);
    }

    @Test
    void aFifthIsFoundWithFiveForks() {
        assertThat(rates(Noise.ORDINARY, 0.2, 5).rate(Verdict.REGRESSED)).isGreaterThan(0.95);
        assertThat(rates(Noise.NOISY, 0.2, 5).rate(Verdict.REGRESSED)).isGreaterThan(0.9);
    }

    @Test
    void whatTheDataCannotTellIsInconclusive() {
        ErrorRates noisy = rates(Noise.NOISY, 0, 5);
        ErrorRates threeForks = rates(Noise.QUIET, 0.2, 3);

        assertThat(noisy.rate(Verdict.INCONCLUSIVE)).isGreaterThan(0.9);
        assertThat(threeForks.rate(Verdict.INCONCLUSIVE)).isEqualTo(1);
    }

    @Test
    void aFifthIsNeverCalledEquivalent() {
        assertThat(rates(Noise.NOISY, 0.2, 5).rate(Verdict.EQUIVALENT)).isZero();
    }

    @Test
    void intervalsHoldTheTruth() {
        assertThat(rates(Noise.ORDINARY, 0.05, 5).coverage()).isGreaterThan(0.9);
    }
}
