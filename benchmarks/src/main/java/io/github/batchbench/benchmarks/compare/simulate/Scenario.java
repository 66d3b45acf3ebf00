package io.github.batchbench.benchmarks.compare.simulate;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of known truth: a report of many rows and others to compare with it, in the first of which the first row alone has
 * truly changed.
 *
 * @param noise of every row
 * @param shift of the first row's cost, as a fraction; 0 for a family in which nothing changed
 * @param forks a side
 * @param iterations a fork
 * @param rows in the family
 * @param sides that are compared with the first report
 */
public record Scenario(Noise noise, double shift, int forks, int iterations, int rows, int sides) {
    /** One side. */
    public Scenario(Noise noise, double shift, int forks, int iterations, int rows) {
        this(noise, shift, forks, iterations, rows, 1);
    }

    private static final List<Double> SHIFTS = List.of(0.0, 0.01, 0.05, 0.2);

    /** Those of the table: every noise with five forks and every shift, then other numbers of forks and rows. */
    public static List<Scenario> table() {
        List<Scenario> table = new ArrayList<>();
        for (Noise noise : Noise.ALL) {
            SHIFTS.forEach(shift -> table.add(new Scenario(noise, shift, 5, 5, 20)));
        }
        List.of(0.0, 0.2).forEach(shift -> table.add(new Scenario(Noise.ORDINARY, shift, 3, 5, 20)));
        SHIFTS.forEach(shift -> table.add(new Scenario(Noise.ORDINARY, shift, 10, 5, 20)));
        List.of(1, 100).forEach(rows -> table.add(new Scenario(Noise.ORDINARY, 0.2, 5, 5, rows)));
        table.add(new Scenario(Noise.ORDINARY, 0, 5, 5, 1));
        return table;
    }

    /** Whether a row that has not truly changed was called regressed: all but the first, if that has. */
    boolean isFalselyRegressed(Comparison comparison) {
        return comparison.rows().stream().skip(shift == 0 ? 0 : 1).anyMatch(row -> row.verdict() == Verdict.REGRESSED);
    }

    /** Those of the table of many sides. */
    public static List<Scenario> tableOfSides() {
        List<Scenario> table = new ArrayList<>();
        for (Noise noise : List.of(Noise.ORDINARY, Noise.NOISY, Noise.COIN_TOSS)) {
            for (int sides : List.of(2, 4, 8)) {
                List.of(0.0, 0.2).forEach(shift -> table.add(new Scenario(noise, shift, 5, 5, 20, sides)));
            }
        }
        return table;
    }
}
