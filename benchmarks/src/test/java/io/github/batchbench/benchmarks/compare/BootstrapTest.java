package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.batchbench.benchmarks.report.Fork;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final int RESAMPLES = 4000;

    /** Of a share of the resamples: about six standard errors. */
    private static final Offset<Double> ROUGHLY = within(0.05);

    private final Bootstrap bootstrap = new Bootstrap(RESAMPLES, 20_261_123);

    @Test
    void theIterationsOfAForkAreDrawnAgain() {
        SortedMap<Double, Double> shares = shares(List.of(Fork.of(1, 3)));

        assertThat(shares.keySet()).containsExactly(1.0, 2.0, 3.0);
        assertThat(shares.get(1.0)).isCloseTo(0.25, ROUGHLY);
        assertThat(shares.get(2.0)).isCloseTo(0.5, ROUGHLY);
    }

    @Test
    void anIterationCountsByItsWeight() {
        SortedMap<Double, Double> shares = shares(List.of(new Fork(new double[] {1, 2}, new double[] {1, 3})));

        assertThat(shares.keySet()).containsExactly(1.0, 1.75, 2.0);
        assertThat(shares.get(1.75)).isCloseTo(0.5, ROUGHLY);
    }

    @Test
    void forksAreDrawnAgainAndTheirGeometricMeanIsTaken() {
        SortedMap<Double, Double> shares = shares(List.of(Fork.of(2), Fork.of(8)));

        assertThat(shares.keySet()).containsExactly(2.0, 4.0, 8.0);
        assertThat(shares.get(4.0)).isCloseTo(0.5, ROUGHLY);
        assertThat(shares.get(8.0)).isCloseTo(0.25, ROUGHLY);
    }

    @Test
    void manyForksFarApartStayInRange() {
        double apart = Math.log(1e30);
        List<Fork> forks = IntStream.range(0, 40)
                .mapToObj(i -> Fork.of(i % 2 == 0 ? 2 : 2e30))
                .toList();

        double[] large = Arrays.stream(bootstrap.replicates(forks, "row"))
                .map(log -> (log - Math.log(2)) / apart * 40)
                .toArray();

        assertThat(large).hasSize(RESAMPLES);
        assertThat(DoubleStream.of(large).boxed())
                .allSatisfy(forksThatAreLarge -> assertThat(forksThatAreLarge)
                        .isBetween(4.0, 36.0)
                        .isCloseTo(Math.rint(forksThatAreLarge), within(1e-9)));
        assertThat(DoubleStream.of(large).average()).hasValueCloseTo(20.0, within(0.3));
    }

    @Test
    void neighboursBeyond64IterationsAreAveragedFirst() {
        double[] upAndDown = IntStream.range(0, 128).mapToDouble(i -> 1 + i % 2).toArray();

        assertThat(shares(List.of(Fork.of(upAndDown))).keySet()).containsExactly(1.5);
        assertThat(shares(List.of(Fork.of(Arrays.copyOf(upAndDown, 64)))).keySet())
                .hasSizeGreaterThan(10);
    }

    @Test
    void theRandomNumbersAreARowsOwnAndTheSeeds() {
        List<Fork> forks = Collections.nCopies(5, Fork.of(1, 2, 3, 5, 8));
        List<String> names = IntStream.range(0, 100)
                .mapToObj("candidate org.example.Bench.row%02d avgt"::formatted)
                .toList();

        assertThat(names)
                .allSatisfy(name -> assertThat(bootstrap.replicates(forks, name))
                        .isEqualTo(bootstrap.replicates(forks, name))
                        .isNotEqualTo(new Bootstrap(RESAMPLES, 20_261_124).replicates(forks, name)));
        assertThat(names.stream()
                        .map(name -> Arrays.hashCode(bootstrap.replicates(forks, name)))
                        .distinct())
                .hasSize(100);
    }

    @Test
    void theNumbersAreTheSameForEver() {
        List<Fork> one = List.of(Fork.of(1, 10, 100, 1000));

        double[] replicates = new Bootstrap(200, 1).replicates(one, "row");

        // From xoroshiro128++, seeded by SplitMix64 from the seed and FNV-1a of the name, as computed in Python.
        assertThat(Arrays.copyOf(replicates, 4))
                .containsExactly(
                        new double[] {Math.log(500.5), Math.log(3.25), Math.log(280), Math.log(275.5)}, within(1e-12));
    }

    @Test
    void theIntervalReachesAsFarAsStudentsT() {
        double[] replicates =
                IntStream.rangeClosed(0, 1000).mapToDouble(i -> 1000 - i).toArray();
        double[] before = replicates.clone();
        Difference fiveForks = new Difference(0, 1, 8, Math.sqrt(5 / 4.0));

        Interval interval = Bootstrap.interval(replicates, fiveForks, 0.05);

        // Student's t of eight degrees exceeds 2.3060 at 2.5 %; the normal exceeds 2.3060 x 1.1180 at 0.4966 %.
        assertThat(interval.low()).isCloseTo(4.966, within(0.001));
        assertThat(interval.high()).isCloseTo(1000 - 4.966, within(0.001));
        assertThat(replicates).isEqualTo(before);
    }

    @Test
    void aQuantileLiesBetweenItsNeighbours() {
        double[] sorted = {10, 20, 40};

        assertThat(Bootstrap.at(sorted, 0)).isEqualTo(10);
        assertThat(Bootstrap.at(sorted, 0.25)).isEqualTo(15);
        assertThat(Bootstrap.at(sorted, 0.5)).isEqualTo(20);
        assertThat(Bootstrap.at(sorted, 0.75)).isEqualTo(30);
        assertThat(Bootstrap.at(sorted, 1)).isEqualTo(40);
    }

    /** Which geometric means came of how large a part of the resamples. */
    private SortedMap<Double, Double> shares(List<Fork> forks) {
        return DoubleStream.of(bootstrap.replicates(forks, "row"))
                .map(log -> Math.rint(Math.exp(log) * 1e6) / 1e6)
                .boxed()
                .collect(Collectors.groupingBy(
                        mean -> mean, TreeMap::new, Collectors.summingDouble(mean -> 1.0 / RESAMPLES)));
    }
}
