package io.github.batchbench.benchmarks.history.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.history.simulate.HistoryErrorRates.Outcome;
import org.junit.jupiter.api.Test;

/** A small version of what the command {@code error-rates} measures with 1,000 histories a case. */
class HistoryErrorRatesTest {
    private static HistoryErrorRates rates(HistoryScenario scenario) {
        return HistoryErrorRates.simulate(scenario, 200, HistorySettings.DEFAULT, 99);
    }

    @Test
    void unchangedHistoriesSeldomRaiseAnAlarm() {
        assertThat(rates(HistoryScenario.UNCHANGED).share(Outcome::changed)).isLessThanOrEqualTo(0.05);
        assertThat(rates(HistoryScenario.UNCHANGED_OUTLIERS).share(Outcome::changed))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void reportsThatResembleTheirNeighboursSeldomRaiseOneEither() {
        assertThat(rates(HistoryScenario.UNCHANGED_ALIKE).share(Outcome::changed))
                .isLessThanOrEqualTo(0.05);
        assertThat(rates(HistoryScenario.UNCHANGED_HEAVY).share(Outcome::changed))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void aStepOfATenthIsFoundWithinThreeReports() {
        // Whoever knows the levels finds it in 97 %; a few points for 200 histories.
        assertThat(rates(HistoryScenario.STEP).share(Outcome::found)).isGreaterThan(0.92);
        assertThat(rates(HistoryScenario.STEP_OUTLIERS).share(Outcome::found)).isGreaterThan(0.92);
    }

    @Test
    void aDriftBesideTheStepHidesItSeldom() {
        assertThat(rates(HistoryScenario.STEP_AND_DRIFT).share(Outcome::found)).isGreaterThan(0.92);
    }

    @Test
    void whoeverKnowsTheLevelsFindsTheStepNearlyAlways() {
        assertThat(rates(HistoryScenario.STEP).share(Outcome::foundByKnowing)).isBetween(0.94, 1.0);
        assertThat(rates(HistoryScenario.UNCHANGED).share(Outcome::foundByKnowing))
                .isZero();
    }

    @Test
    void aSlowDriftIsFoundAndMostlyCalledOne() {
        HistoryErrorRates rates = rates(HistoryScenario.DRIFT);

        assertThat(rates.share(Outcome::changed)).isGreaterThan(0.95);
        assertThat(rates.share(Outcome::drift)).isGreaterThan(0.5);
    }
}
