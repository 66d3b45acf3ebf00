package io.github.batchbench.benchmarks.history;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Random orders of given values. With likeness, large ones stand beside large ones and small beside small, as in a
 * first-order autoregression of that correlation; the values themselves stay what they are.
 */
final class Orders {
    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian normal;
    private final double likeness;

    Orders(double likeness, UniformRandomProvider random) {
        this.random = random;
        this.normal = ZigguratSampler.NormalizedGaussian.of(random);
        this.likeness = likeness;
    }

    /** Another order of the sorted values; the array to fill holds one already. */
    void next(double[] sorted, double[] values) {
        if (likeness == 0) {
            ArraySampler.shuffle(random, values);
            return;
        }
        double[] walk = new double[values.length];
        walk[0] = normal.sample();
        for (int i = 1; i < walk.length; i++) {
            walk[i] = likeness * walk[i - 1] + Math.sqrt(1 - likeness * likeness) * normal.sample();
        }
        double[] ranks = walk.clone();
        Arrays.sort(ranks);
        for (int i = 0; i < walk.length; i++) {
            values[i] = sorted[Arrays.binarySearch(ranks, walk[i])];
        }
    }
}
