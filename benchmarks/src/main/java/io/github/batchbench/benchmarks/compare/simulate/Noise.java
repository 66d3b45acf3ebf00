package io.github.batchbench.benchmarks.compare.simulate;

import io.github.batchbench.benchmarks.report.Fork;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * How a benchmark scatters, on the scale of logarithms.
 *
 * @param name for the table
 * @param fork standard deviation between forks
 * @param iteration standard deviation between the iterations of a fork
 * @param outlierChance of an iteration that something else on the machine disturbed
 * @param outlierSize how much slower such an iteration is
 * @param slowForkChance of a fork whose code was compiled less well
 * @param slowForkSize how much slower such a fork is
 * @param unlike by what factor rows differ in all this from their neighbours; 1 if all are alike
 */
public record Noise(
        String name,
        double fork,
        double iteration,
        double outlierChance,
        double outlierSize,
        double slowForkChance,
        double slowForkSize,
        double unlike) {

    /** A quiet machine and a large benchmark. */
    public static final Noise QUIET = new Noise("quiet", 0.005, 0.01, 0, 0, 0, 0, 1);

    /** A developer's machine: 2 % between forks, 3 % between iterations, every twentieth iteration disturbed. */
    public static final Noise ORDINARY = new Noise("ordinary", 0.02, 0.03, 0.05, 0.1, 0, 0, 1);

    /** A shared machine. */
    public static final Noise NOISY = new Noise("noisy", 0.05, 0.05, 0.1, 0.2, 0, 0, 1);

    /** Rows between a quarter and four times as noisy as an ordinary one. */
    public static final Noise UNLIKE = new Noise("unlike rows", 0.02, 0.03, 0.05, 0.1, 0, 0, 2);

    /** One fork in four is 8 % slower, all through. */
    public static final Noise TWO_MODES = new Noise("two modes", 0.01, 0.02, 0, 0, 0.25, 0.08, 1);

    /** Every other fork is 8 % slower, with hardly any scatter else: the hardest case for a test of means. */
    public static final Noise COIN_TOSS = new Noise("coin toss", 0.002, 0.005, 0, 0, 0.5, 0.08, 1);

    private static final List<Integer> POWERS = List.of(0, -1, 1, -2, 2);

    /** All of them. */
    public static final List<Noise> ALL = List.of(QUIET, ORDINARY, NOISY, UNLIKE, TWO_MODES, COIN_TOSS);

    /** The noise of one of many rows; the first has it as it stands. */
    Noise ofRow(int index) {
        double factor = Math.pow(unlike, POWERS.get(index % POWERS.size()));
        return new Noise(
                name, fork * factor, iteration * factor, outlierChance, outlierSize, slowForkChance, slowForkSize, 1);
    }

    /** One fork around a true cost. */
    Fork draw(double cost, int iterations, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double level = Math.log(cost) + fork * normal.sample();
        if (random.nextDouble() < slowForkChance) {
            level += Math.log1p(slowForkSize);
        }
        double[] values = new double[iterations];
        for (int i = 0; i < iterations; i++) {
            double disturbed = random.nextDouble() < outlierChance ? Math.log1p(outlierSize) : 0;
            values[i] = Math.exp(level + iteration * normal.sample() + disturbed);
        }
        return Fork.of(values);
    }
}
