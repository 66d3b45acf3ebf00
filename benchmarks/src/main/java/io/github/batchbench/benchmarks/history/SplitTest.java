package io.github.batchbench.benchmarks.history;

import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;

/**
 * Whether a sequence's order matters: its best split is compared with those of random orders of the same values. The level
 * holds whatever the values' distribution, as long as unchanged values come in no particular order.
 */
final class SplitTest {
    private final double alpha;
    private final int orders;
    private final UniformRandomProvider random;

    /** A level; as many orders as can tell it from twice that. */
    SplitTest(double alpha, UniformRandomProvider random) {
        this.alpha = alpha;
        this.orders = (int) Math.ceil(2 / alpha);
        this.random = random;
    }

    /** The p-value if it is at most the level; else nothing, found out with as few orders as that takes. */
    OptionalDouble reject(double[] values, Energy energy, double distance) {
        if (distance <= 0) {
            return OptionalDouble.empty();
        }
        double[] shuffled = values.clone();
        int asFar = 0;
        for (int i = 0; i < orders; i++) {
            ArraySampler.shuffle(random, shuffled);
            if (energy.best(shuffled).distance() >= distance) {
                asFar++;
            }
            if (p(asFar) > alpha) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(p(asFar));
    }

    private double p(int asFar) {
        return (asFar + 1.0) / (orders + 1.0);
    }
}
