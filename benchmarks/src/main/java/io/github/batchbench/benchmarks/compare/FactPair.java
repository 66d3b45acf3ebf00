package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Fact.Severity;
import java.util.List;

/**
 * One fact of the environment on both sides.
 *
 * @param fact which
 * @param base empty if not recorded
 * @param candidate empty if not recorded
 * @param rows how many rows it holds for; 0 for a fact of the machine
 * @param sides labels of the new sides that it holds for; empty for all of them
 */
public record FactPair(Fact fact, String base, String candidate, int rows, List<String> sides) {
    /** Copies the list. */
    public FactPair {
        sides = List.copyOf(sides);
    }

    /** The same, of those sides. */
    FactPair of(List<String> labels) {
        return new FactPair(fact, base, candidate, rows, labels);
    }

    /** True if the two are not the same, or only one is known. */
    public boolean differs() {
        return !base.equals(candidate);
    }

    /** What a difference means. One that is only half known is worth a warning at most. */
    public Severity severity() {
        boolean half = base.isEmpty() || candidate.isEmpty();
        return half && fact.severity() == Severity.REFUSE ? Severity.WARN : fact.severity();
    }
}
