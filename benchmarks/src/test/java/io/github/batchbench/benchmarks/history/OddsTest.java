package io.github.batchbench.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OddsTest {
    @Test
    void aPlaceThatIsFarBetterThanAllOthersIsTaken() {
        assertThat(Odds.nearest(new double[] {40, 40, 0, 40, 40, 40, 40})).isEqualTo(2);
    }

    @Test
    void amongPlacesThatAreEquallyGoodTheOneInTheirMiddleIsTaken() {
        assertThat(Odds.nearest(new double[] {40, 40, 1, 1, 1, 1, 1, 40, 40})).isEqualTo(4);
    }

    @Test
    void aLonePlaceGivesWayToSeveralThatAreNearlyAsGoodBesideEachOther() {
        assertThat(Odds.nearest(new double[] {0, 40, 40, 40, 40, 40, 40, 40, 0.5, 0.5, 0.5, 40}))
                .isEqualTo(9);
    }

    @Test
    void ofLossesFarTooLargeForTheirLikelihoodsTheLeastIsTaken() {
        assertThat(Odds.nearest(new double[] {1e18, 9e17, 1e19})).isEqualTo(1);
    }

    @Test
    void aLonePlaceIsTaken() {
        assertThat(Odds.nearest(new double[] {7})).isZero();
    }
}
