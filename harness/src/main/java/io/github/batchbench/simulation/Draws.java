package io.github.batchbench.simulation;

import java.util.SplittableRandom;

/** Random numbers that are the same on every machine: {@link StrictMath}, and a stream of its own for each thing drawn. */
final class Draws {
    private Draws() {}

    /** The stream of one thing, such as a task; it does not depend on what else is drawn, or when. */
    static SplittableRandom of(long seed, long kind, long index) {
        return new SplittableRandom(mix(mix(mix(seed) + kind) + index));
    }

    /** Milliseconds, at least one. */
    static long millis(double time) {
        return Math.max(1, (long) StrictMath.min(time, Long.MAX_VALUE / 4.0));
    }

    static long exponential(SplittableRandom random, double mean) {
        return millis(-mean * StrictMath.log(1 - random.nextDouble()));
    }

    /** By Box and Muller. */
    static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** Spreads neighbouring numbers over all bits, as SplitMix64 does. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
