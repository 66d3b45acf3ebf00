package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Mode;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Rows whose forks have one iteration, of which a test knows the logarithms. */
final class Rows {
    private static final Unit TIME = Unit.parse("us/op");
    private static final Unit RATE = Unit.parse("ops/us");

    private Rows() {}

    /** A row of times: more is worse. */
    static Measurement time(String name, List<Fork> base, List<Fork> candidate) {
        RowKey key = RowKey.primary(name, Mode.AVERAGE_TIME, Map.of(), TIME.dimension());
        return new Measurement(key, TIME, Direction.LOWER_IS_BETTER, base, candidate, Optional.empty());
    }

    /** A row of throughputs: less is worse. */
    static Measurement rate(String name, List<Fork> base, List<Fork> candidate) {
        RowKey key = RowKey.primary(name, Mode.THROUGHPUT, Map.of(), RATE.dimension());
        return new Measurement(key, RATE, Direction.HIGHER_IS_BETTER, base, candidate, Optional.empty());
    }

    /** A metric beside the primary one. */
    static Measurement secondary(String name, List<Fork> base, List<Fork> candidate) {
        Measurement row = time(name, base, candidate);
        RowKey key = new RowKey(name, Mode.AVERAGE_TIME, row.key().params(), 1, 1, "memory", TIME.dimension());
        return new Measurement(key, TIME, Direction.LOWER_IS_BETTER, base, candidate, Optional.empty());
    }

    static List<Fork> forks(double... means) {
        return DoubleStream.of(means).mapToObj(Fork::of).toList();
    }

    /** Forks with these logarithms, and so much more. */
    static List<Fork> logs(double shift, double... logs) {
        return DoubleStream.of(logs)
                .mapToObj(log -> Fork.of(Math.exp(log + shift)))
                .toList();
    }
}
