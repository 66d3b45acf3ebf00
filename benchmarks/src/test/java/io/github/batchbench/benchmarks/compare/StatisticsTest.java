package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.compare.Difference.Term;
import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import io.github.batchbench.benchmarks.report.Fork;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double[] ONE = {0.1, 0.4, 0.2, 0.3, 0.35};
    private static final double[] OTHER = {0.5, 0.9, 0.7, 0.85, 0.6};

    @Test
    void holmStepsDownAndStaysMonotone() {
        // By hand: 4 x 0.01, 3 x 0.02, max(0.06, 2 x 0.025), 1 x 0.9.
        assertThat(Holm.adjust(List.of(0.02, 0.9, 0.01, 0.025)))
                .containsExactly(new double[] {0.06, 0.9, 0.04, 0.06}, within(1e-12));
        assertThat(Holm.adjust(List.of())).isEmpty();
        assertThat(Holm.adjust(List.of(0.9, 0.8))).containsExactly(1, 1);
    }

    @Test
    void theDifferenceOfTwoSamplesIsWelchs() {
        Difference difference =
                Difference.of(List.of(new Term(1, new LogSample(OTHER)), new Term(-1, new LogSample(ONE))));

        TTest.Result welch =
                TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(OTHER, ONE);
        assertThat(difference.p()).isCloseTo(welch.getPValue(), within(1e-12));
        assertThat(difference.freedom()).isCloseTo(welch.getDegreesOfFreedom(), within(1e-9));
        assertThat(difference.shrink()).isCloseTo(Math.sqrt(5 / 4.0), within(1e-12));
    }

    @Test
    void aDifferenceWithoutScatterIsCertain() {
        LogSample same = new LogSample(new double[] {1, 1, 1, 1});
        LogSample other = new LogSample(new double[] {2, 2, 2, 2});

        assertThat(Difference.of(List.of(new Term(1, same), new Term(-1, same))).p())
                .isEqualTo(1);
        assertThat(Difference.of(List.of(new Term(1, other), new Term(-1, same)))
                        .p())
                .isZero();
    }

    @Test
    void fiveForksCannotReachARankTestBelowTwoIn252() {
        assertThat(Ranks.p(new LogSample(OTHER), new LogSample(ONE), 0)).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(Ranks.least(5, 5)).isCloseTo(2 / 252.0, within(1e-12));
        assertThat(Ranks.least(3, 3)).isGreaterThan(0.05);
        assertThat(Fewest.met(3, 3, 0.05)).isFalse();
        assertThat(Fewest.met(4, 4, 0.05)).isTrue();
        assertThat(Fewest.met(4, 4, 0.01)).isFalse();
        assertThat(Fewest.met(3, 50, 0.05)).as("too few for an interval").isFalse();
    }

    @Test
    void rowsThatScatterAlikeTeachEachOther() {
        List<Spread> alike = spreads(40, 1);
        List<Spread> unlike = spreads(40, 20);

        assertThat(Moderation.fit(alike).freedom()).isGreaterThan(20);
        assertThat(Moderation.fit(alike).variance()).isCloseTo(1, within(0.3));
        assertThat(Moderation.fit(unlike).freedom()).isLessThan(3);
        assertThat(Moderation.fit(alike.subList(0, 4))).isEqualTo(Moderation.NONE);
    }

    @Test
    void moderationDrawsARowsVarianceToThePrior() {
        Moderation moderation = new Moderation(1, 12);

        assertThat(moderation.moderate(new Spread(9, 8)).variance()).isCloseTo((12 + 72) / 20.0, within(1e-12));
        assertThat(moderation.moderate(new Spread(0.1, 8)).variance()).isCloseTo((12 + 0.8) / 20, within(1e-12));
        assertThat(moderation.moderate(new Spread(0.1, 8)).freedom()).isEqualTo(20);
        assertThat(Moderation.NONE.moderate(new Spread(0.1, 8))).isEqualTo(new Spread(0.1, 8));
    }

    /** Variances of chi-square shape with eight degrees of freedom, times up to so much. */
    private static List<Spread> spreads(int rows, double factor) {
        Random random = new Random(5);
        return IntStream.range(0, rows)
                .mapToObj(row -> {
                    double squares = IntStream.range(0, 8)
                            .mapToDouble(i -> Math.pow(random.nextGaussian(), 2))
                            .sum();
                    return new Spread(squares / 8 * Math.pow(factor, random.nextGaussian()), 8);
                })
                .toList();
    }

    @Test
    void powerAsksForMoreForksWhereTheScatterIsLarger() {
        Power power = new Power(0.05, 0.05);

        assertThat(power.forksFor(0.05, new Spread(0.0001, 8))).hasValue(4);
        int needed = power.forksFor(0.05, new Spread(0.0025, 8)).orElseThrow();
        // Cohen: 17 a side for one standard deviation at 80 %.
        assertThat(needed).isBetween(16, 18);
        assertThat(power.forksFor(0.0001, new Spread(0.01, 8))).isEmpty();
    }

    @Test
    void theBootstrapOfOneRowDoesNotDependOnTheOthers() {
        Bootstrap bootstrap = new Bootstrap(200, 1);
        List<Fork> forks = Collections.nCopies(5, Fork.of(1, 2, 3));

        assertThat(bootstrap.replicates(forks, "a")).isEqualTo(bootstrap.replicates(forks, "a"));
        assertThat(bootstrap.replicates(forks, "b")).isNotEqualTo(bootstrap.replicates(forks, "a"));
    }

    @Test
    void blocksKeepTheMeanOfAFork() {
        double[] values = IntStream.range(0, 1000).mapToDouble(i -> i % 7).toArray();
        double[] weights = IntStream.range(0, 1000).mapToDouble(i -> 1 + i % 3).toArray();
        Fork fork = new Fork(values, weights);

        assertThat(fork.blocks(64).values()).hasSize(64);
        assertThat(fork.blocks(64).mean()).isCloseTo(fork.mean(), within(1e-12));
    }
}
