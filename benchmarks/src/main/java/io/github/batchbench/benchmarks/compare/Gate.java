package io.github.batchbench.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a comparison must not contain.
 *
 * @param failOn conditions, any of which fails the gate; none of them for a gate that is always open
 */
public record Gate(Set<Condition> failOn) {
    /** A reason to fail. */
    public enum Condition {
        /** A row got worse. */
        REGRESSED,
        /** A row could not be decided. */
        INCONCLUSIVE,
        /** A row is on one side only. */
        MISSING;

        /** For people and files: in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the set. */
    public Gate {
        failOn = Set.copyOf(failOn);
    }

    /** A line for each condition that is met, in the order of {@link Condition}; empty if the gate passes. */
    public List<String> failures(Comparison comparison) {
        List<String> failures = new ArrayList<>();
        for (Condition condition : EnumSet.allOf(Condition.class)) {
            long rows = count(condition, comparison);
            if (failOn.contains(condition) && rows > 0) {
                failures.add(rows + (rows == 1 ? " row " : " rows ") + condition.label());
            }
        }
        return failures;
    }

    private static long count(Condition condition, Comparison comparison) {
        return switch (condition) {
            case REGRESSED -> comparison.count(Verdict.REGRESSED);
            case INCONCLUSIVE -> comparison.count(Verdict.INCONCLUSIVE);
            case MISSING -> comparison.missing();
        };
    }
}
