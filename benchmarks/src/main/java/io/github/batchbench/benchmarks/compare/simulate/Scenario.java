package io.github.batchbench.benchmarks.compare.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A case of known truth: two reports of many rows, of which the first alone has truly changed.
 *
 * @param noise of every row
 * @param shift of the first row's cost, as a fraction; 0 for a family in which nothing changed
 * @param forks a side
 * @param iterations a fork
 * @param rows in the family
 */
public record Scenario(Noise noise, double shift, int forks, int iterations, int rows) {
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
}
