package io.github.batchbench.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * One metric of one benchmark.
 *
 * @param key what it measures
 * @param unit of the forks' values
 * @param direction which way is worse
 * @param forks what was measured; empty if the run kept no data
 * @param facts what the run says of its JVM and iterations
 */
public record Row(RowKey key, Unit unit, Direction direction, List<Fork> forks, Map<Fact, String> facts) {
    /** Copies the collections. */
    public Row {
        forks = List.copyOf(forks);
        facts = Map.copyOf(facts);
    }
}
