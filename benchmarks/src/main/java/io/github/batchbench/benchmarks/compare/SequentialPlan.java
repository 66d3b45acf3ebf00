package io.github.batchbench.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * When to look at forks that are still being added. The level is divided among all looks that may come (Bonferroni), so that looking
 * often does not make a false change likelier.
 *
 * @param looks forks a side at each look, ascending
 */
public record SequentialPlan(List<Integer> looks) {
    /** Copies the list. */
    public SequentialPlan {
        looks = List.copyOf(looks);
    }

    /** From the first number of forks to the most, each look with at least half as many again. */
    public static SequentialPlan of(int first, int most) {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException(
                    "the most forks must be at least the first, %d, not %d".formatted(first, most));
        }
        List<Integer> looks = new ArrayList<>();
        for (int forks = first; forks < most; forks += (forks + 1) / 2) {
            looks.add(forks);
        }
        looks.add(most);
        return new SequentialPlan(looks);
    }

    /** The settings of each look. */
    public Settings share(Settings settings) {
        return new Settings(
                settings.alpha() / looks.size(),
                settings.margin(),
                settings.resamples(),
                settings.seed(),
                settings.ruler());
    }
}
