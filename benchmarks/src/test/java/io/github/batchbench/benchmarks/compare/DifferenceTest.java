package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.compare.Difference.Term;
import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import java.util.List;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** By hand, from samples whose squared errors (variance over size) are whole numbers. */
class DifferenceTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Mean 2, squared error 1. */
    private static final LogSample TWO = sample(1, 3);

    /** Mean 3, squared error 3. */
    private static final LogSample THREE = sample(0, 3, 6);

    /** Mean 4, squared error 4. */
    private static final LogSample FOUR = sample(2, 2, 8);

    /** Mean 6, squared error 1. */
    private static final LogSample SIX = sample(5, 7);

    @Test
    void theDifferenceOfTwoSamplesIsWelchs() {
        double[] one = {0.1, 0.4, 0.2, 0.3};
        double[] other = {0.5, 0.9, 0.7, 0.85, 0.6};

        Difference difference = Difference.of(List.of(plus(sample(other)), minus(sample(one))));

        TTest.Result welch =
                TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(other, one);
        assertThat(difference.p()).isCloseTo(welch.getPValue(), EXACT);
        assertThat(difference.freedom()).isCloseTo(welch.getDegreesOfFreedom(), within(1e-9));
    }

    @Test
    void theRulersAddTheirErrorsToTheRows() {
        Difference difference = Difference.of(List.of(plus(TWO), minus(THREE), minus(FOUR), plus(SIX)));

        assertThat(difference.estimate()).isEqualTo(2 - 3 - 4 + 6);
        assertThat(difference.error()).isCloseTo(Math.sqrt(1 + 3 + 4 + 1), EXACT);
        assertThat(difference.freedom())
                .as("Satterthwaite")
                .isCloseTo(9 * 9 / (1 / 1.0 + 9 / 2.0 + 16 / 2.0 + 1 / 1.0), EXACT);
        assertThat(difference.shrink())
                .as("variances divided by n - 1, over those divided by n")
                .isCloseTo(Math.sqrt(9 / (1 * 1 / 2.0 + 3 * 2 / 3.0 + 4 * 2 / 3.0 + 1 * 1 / 2.0)), EXACT);
    }

    @Test
    void aModeratedVarianceStandsForBothSamples() {
        Difference difference = Difference.moderated(List.of(plus(SIX), minus(sample(0, 4))), new Spread(3, 10));

        assertThat(difference.estimate()).isEqualTo(4);
        assertThat(difference.error()).as("3 / 2 + 3 / 2").isCloseTo(Math.sqrt(3), EXACT);
        assertThat(difference.freedom()).isCloseTo(10, EXACT);
        assertThat(difference.shrink()).as("two forks").isCloseTo(Math.sqrt(2), EXACT);
    }

    @Test
    void withUnlikeNumbersOfForksTheModeratedErrorIsNotLessThanTheirOwn() {
        List<Term> terms = List.of(plus(TWO), minus(THREE));

        assertThat(Difference.moderated(terms, new Spread(3, 10)).error())
                .as("their own, as 3 / 2 + 3 / 3 is less")
                .isCloseTo(Math.sqrt(1 + 3), EXACT);
        assertThat(Difference.moderated(terms, new Spread(6, 10)).error())
                .as("6 / 2 + 6 / 3")
                .isCloseTo(Math.sqrt(5), EXACT);
    }

    @Test
    void theRulersKeepTheirOwnVariance() {
        List<Term> terms = List.of(plus(SIX), minus(sample(0, 4)), minus(FOUR), plus(TWO));

        Difference difference = Difference.moderated(terms, new Spread(3, 10));

        assertThat(difference.error()).isCloseTo(Math.sqrt(3 + 4 + 1), EXACT);
        assertThat(difference.freedom()).isCloseTo(8 * 8 / (9 / 10.0 + 16 / 2.0 + 1 / 1.0), EXACT);
    }

    @Test
    void aDifferenceWithoutScatterIsCertain() {
        LogSample same = sample(1, 1, 1, 1);
        List<Term> none = List.of(plus(same), minus(same));
        List<Term> some = List.of(plus(sample(2, 2, 2, 2)), minus(same));

        assertThat(Difference.of(none).p()).isEqualTo(1);
        assertThat(Difference.of(some).p()).isZero();
        assertThat(Difference.of(some)).isEqualTo(new Difference(1, 0, 1, 1));
        assertThat(Difference.moderated(some, new Spread(0, 6))).isEqualTo(new Difference(1, 0, 1, 1));
    }

    @Test
    void oneDegreeOfFreedomIsCauchys() {
        // Half of the Cauchy distribution lies within one of zero.
        Difference cauchy = new Difference(-0.3, 0.3, 1, 1);

        assertThat(cauchy.quantile(0.25)).isCloseTo(1, EXACT);
        assertThat(cauchy.p()).isCloseTo(0.5, EXACT);
        assertThat(new Difference(0, 0.3, 1, 1).p()).isEqualTo(1);
    }

    private static LogSample sample(double... logs) {
        return new LogSample(logs);
    }

    private static Term plus(LogSample sample) {
        return new Term(1, sample);
    }

    private static Term minus(LogSample sample) {
        return new Term(-1, sample);
    }
}
