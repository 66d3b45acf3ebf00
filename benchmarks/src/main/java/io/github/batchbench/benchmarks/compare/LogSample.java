package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import java.util.Arrays;
import java.util.List;

/**
 * One logarithm of the mean a fork: the independent observations of one side of a row.
 *
 * @param logs in order of the forks
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers for arithmetic; never compared.
record LogSample(double[] logs) {
    /** Of the means of forks that are all positive. */
    static LogSample of(List<Fork> forks) {
        return new LogSample(
                forks.stream().mapToDouble(fork -> Math.log(fork.mean())).toArray());
    }

    int size() {
        return logs.length;
    }

    double mean() {
        return Arrays.stream(logs).sum() / logs.length;
    }

    /** With n - 1 below; not a number for one fork. */
    double variance() {
        double mean = mean();
        return Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum() / (logs.length - 1);
    }
}
