package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.compare.RowComparison;
import java.util.List;

/**
 * What there is to show.
 *
 * @param comparison of two sides that are comparable, or were allowed to be
 * @param gate that was applied
 * @param allowed differences of environment that would have been refused
 * @param link address of the page, for summaries; empty if there is none
 */
public record Outcome(Comparison comparison, Gate gate, List<FactPair> allowed, String link) {
    /** Copies the list. */
    public Outcome {
        allowed = List.copyOf(allowed);
    }

    /** A difference of environment in words, safe to print. */
    public static String describe(FactPair pair) {
        return Clean.line(Prose.difference(pair));
    }

    /** A row's name and why it is inconclusive, safe to print. */
    public static String describe(RowComparison row) {
        return Clean.line(row.key() + ": " + Prose.note(row));
    }

    /** A name without what a terminal would obey. */
    public static String clean(String name) {
        return Clean.line(name);
    }

    /** Why the gate fails; empty if it passes. */
    List<String> failures() {
        return gate.failures(comparison);
    }
}
