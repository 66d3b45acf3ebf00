package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Fact.Severity;

/**
 * One fact of the environment on both sides.
 *
 * @param fact which
 * @param base empty if not recorded
 * @param candidate empty if not recorded
 * @param rows how many rows it holds for; 0 for a fact of the machine
 */
public record FactPair(Fact fact, String base, String candidate, int rows) {
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
