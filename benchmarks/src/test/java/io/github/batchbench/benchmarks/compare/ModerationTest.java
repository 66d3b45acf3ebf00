package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The fits are those of SciPy, by the formulas of Smyth (2004), section 6.2. */
class ModerationTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    private static final List<Spread> UNLIKE =
            List.of(new Spread(0.5, 8), new Spread(1, 8), new Spread(2, 4), new Spread(8, 6), new Spread(40, 8));

    @Test
    void theSpreadOfARowIsPooledOverBothSides() {
        // Squares 2 and 18 over 1 + 2 degrees of freedom.
        assertThat(Spread.of(new LogSample(new double[] {1, 3}), new LogSample(new double[] {0, 3, 6})))
                .isEqualTo(new Spread(20 / 3.0, 3));
    }

    @Test
    void unlikeRowsTeachEachOtherLittle() {
        assertFit(Moderation.fit(UNLIKE), 1.6373112221954227, 1.4524346299730326);
    }

    @Test
    void rowsThatScatterAlikeTeachEachOtherAllTheyKnow() {
        assertFit(Moderation.fit(spreads(1, 1.1, 0.9, 1.2, 0.8)), 1.0994322885956047, 5 * 8);
    }

    @Test
    void betweenTheTwoTheFitFindsHowMuch() {
        assertFit(Moderation.fit(spreads(0.6, 1, 1.3, 2.1, 0.5)), 1.0656045837296382, 37.7833259702328);
        assertFit(Moderation.fit(spreads(0.3, 1, 1.3, 2.9, 0.4)), 0.7657104724736148, 4.498115901398126);
    }

    @Test
    void fewerThanFiveRowsThatScatterSayNothing() {
        List<Spread> four = UNLIKE.subList(0, 4);

        assertThat(Moderation.fit(four)).isEqualTo(Moderation.NONE);
        assertThat(Moderation.fit(with(four, new Spread(0, 8)))).isEqualTo(Moderation.NONE);
        assertThat(Moderation.fit(with(UNLIKE, new Spread(0, 8)))).isEqualTo(Moderation.fit(UNLIKE));
    }

    @Test
    void moderationDrawsARowsVarianceToThePrior() {
        Moderation moderation = new Moderation(1, 12);

        assertThat(moderation.moderate(new Spread(9, 8)).variance()).isCloseTo((12 + 72) / 20.0, CLOSE);
        assertThat(moderation.moderate(new Spread(0.1, 8)).variance()).isCloseTo((12 + 0.8) / 20, CLOSE);
        assertThat(moderation.moderate(new Spread(0.1, 8)).freedom()).isEqualTo(20);
        assertThat(Moderation.NONE.moderate(new Spread(0.1, 8))).isEqualTo(new Spread(0.1, 8));
    }

    private static void assertFit(Moderation fit, double variance, double freedom) {
        assertThat(fit.variance()).isCloseTo(variance, CLOSE);
        assertThat(fit.freedom()).isCloseTo(freedom, CLOSE);
    }

    /** Of five forks a side. */
    private static List<Spread> spreads(double... variances) {
        return DoubleStream.of(variances)
                .mapToObj(variance -> new Spread(variance, 8))
                .toList();
    }

    private static List<Spread> with(List<Spread> spreads, Spread more) {
        return Stream.concat(spreads.stream(), Stream.of(more)).toList();
    }
}
