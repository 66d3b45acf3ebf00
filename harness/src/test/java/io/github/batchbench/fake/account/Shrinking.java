package io.github.batchbench.fake.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes a run that fails short: leaves out what is not needed for it to fail. */
final class Shrinking {
    private Shrinking() {}

    /** Throws with the shortest failing part of the steps, written as a test; does nothing if they do not fail. */
    static void check(long seed, List<Step> steps, Consumer<List<Step>> replay) {
        Optional<Throwable> failure = failure(steps, replay);
        if (failure.isPresent()) {
            List<Step> shortest = shrink(steps, replay);
            throw new AssertionError(
                    "Seed " + seed + " fails: " + failure(shortest, replay).orElseThrow() + "\n\n" + test(shortest),
                    failure(shortest, replay).orElseThrow());
        }
    }

    private static List<Step> shrink(List<Step> steps, Consumer<List<Step>> replay) {
        List<Step> current = steps;
        for (int size = steps.size() / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            for (int from = current.size() - size; from >= 0; from -= size) {
                List<Step> without = new ArrayList<>(current);
                without.subList(from, Math.min(from + size, without.size())).clear();
                if (failure(without, replay).isPresent()) {
                    current = without;
                    from = Math.min(from, current.size());
                }
            }
        }
        return current;
    }

    private static Optional<Throwable> failure(List<Step> steps, Consumer<List<Step>> replay) {
        try {
            replay.accept(steps);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static String test(List<Step> steps) {
        return steps.stream()
                .map(step -> "                " + step)
                .collect(Collectors.joining(
                        ",\n", "    @Test\n    void shrunk() {\n        ModelRun.replay(List.of(\n", "));\n    }\n"));
    }
}
