package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.RowComparison.Summary;
import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row that both sides have, before any statistics.
 *
 * @param key what was measured
 * @param unit of both sides
 * @param direction which way is worse
 * @param base forks of the old side
 * @param candidate forks of the new side
 * @param runNoise what it varies by from report to report; empty if nobody has looked
 */
record Measurement(
        RowKey key,
        Unit unit,
        Direction direction,
        List<Fork> base,
        List<Fork> candidate,
        Optional<RunNoise> runNoise) {
    /** Beyond this a chart shows means of neighbouring iterations. */
    private static final int MOST_SHOWN = 50;

    boolean hasData() {
        return !base.isEmpty() && !candidate.isEmpty();
    }

    boolean allPositive() {
        return means().allMatch(mean -> mean > 0);
    }

    /** True if every fork of both sides has the same mean, zero included. */
    boolean allEqual() {
        return means().distinct().count() == 1;
    }

    private Stream<Double> means() {
        return Stream.concat(base.stream(), candidate.stream()).map(Fork::mean);
    }

    static Summary summary(List<Fork> forks) {
        double[] means = forks.stream().mapToDouble(Fork::mean).toArray();
        double score = 0;
        for (double mean : means) {
            score += mean / means.length;
        }
        double squares = 0;
        for (double mean : means) {
            squares += (mean - score) * (mean - score);
        }
        double deviation = means.length < 2 ? Double.NaN : Math.sqrt(squares / (means.length - 1)) / score;
        return new Summary(means.length == 0 ? Double.NaN : score, deviation, shown(forks));
    }

    private static List<List<Double>> shown(List<Fork> forks) {
        return forks.stream()
                .map(fork -> java.util.Arrays.stream(fork.blocks(MOST_SHOWN).values())
                        .boxed()
                        .toList())
                .toList();
    }
}
