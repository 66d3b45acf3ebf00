package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Resamples both levels of a benchmark's data: forks first, then iterations within each drawn fork.
 *
 * <p>With few forks the plain percentile interval is too narrow. The percentiles are therefore moved outwards, as
 * Hesterberg proposes ("What Teachers Should Know About the Bootstrap", 2015), to where the normal distribution has
 * as much beyond them as Student's t has with the error that n - 1 gives.
 */
final class Bootstrap {
    /** Neighbouring iterations beyond so many are averaged first. */
    private static final int MOST_ITERATIONS = 64;

    private static final int MEANS_A_LOGARITHM = 8;

    private final int resamples;
    private final long seed;

    Bootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /** Replicates of the mean of the forks' log means; the name makes the random numbers this sample's own. */
    double[] replicates(List<Fork> forks, String name) {
        List<Fork> blocks =
                forks.stream().map(fork -> fork.blocks(MOST_ITERATIONS)).toList();
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed ^ hash(name));
        double unit = blocks.get(0).mean();
        double[] replicates = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            replicates[b] = Math.log(unit) + replicate(blocks, unit, random);
        }
        return replicates;
    }

    /** Adds normal noise of that variance to each replicate. */
    void blur(double[] replicates, double variance, String name) {
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(seed ^ hash(name)));
        for (int b = 0; b < replicates.length; b++) {
            replicates[b] += Math.sqrt(variance) * normal.sample();
        }
    }

    /** Takes one logarithm of a few means at once, of numbers near one, so that their product stays in range. */
    private static double replicate(List<Fork> blocks, double unit, UniformRandomProvider random) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < blocks.size(); i++) {
            product *= resampledMean(blocks.get(random.nextInt(blocks.size())), random) / unit;
            if (i % MEANS_A_LOGARITHM == MEANS_A_LOGARITHM - 1) {
                sum += Math.log(product);
                product = 1;
            }
        }
        return (sum + Math.log(product)) / blocks.size();
    }

    private static double resampledMean(Fork fork, UniformRandomProvider random) {
        double[] values = fork.values();
        double[] weights = fork.weights();
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            int drawn = random.nextInt(values.length);
            sum += values[drawn] * weights[drawn];
            weight += weights[drawn];
        }
        return sum / weight;
    }

    /** The interval of that confidence; sorts a copy. */
    static Interval interval(double[] replicates, Difference difference, double alpha) {
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        double reach = difference.quantile(alpha / 2) * difference.shrink();
        double tail = NormalDistribution.of(0, 1).survivalProbability(reach);
        return new Interval(at(sorted, tail), at(sorted, 1 - tail));
    }

    /** The quantile of sorted values, between its neighbours. */
    static double at(double[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** FNV-1a: the same on every JVM, forever. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
