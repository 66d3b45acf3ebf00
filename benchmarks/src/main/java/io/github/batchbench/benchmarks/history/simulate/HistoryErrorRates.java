package io.github.batchbench.benchmarks.history.simulate;

import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.history.RowHistory;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Mode;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How often the search for changes is wrong, or finds what is there, on many synthetic histories.
 *
 * @param scenario the case
 * @param histories what came of each history
 */
public record HistoryErrorRates(HistoryScenario scenario, List<Outcome> histories) {
    private static final int NEAR = 3;
    private static final Unit UNIT = Unit.parse("ns/op");

    /** Copies the list. */
    public HistoryErrorRates {
        histories = List.copyOf(histories);
    }

    /**
     * One history of known truth.
     *
     * @param changed a step or a drift was found in the first row or, where nothing has changed, in any
     * @param found a step was found within three reports of the true one
     * @param foundByKnowing whoever knows both levels and the drift puts the step within three reports of the true one
     * @param others steps were found that are no true ones
     * @param drift a drift was found
     * @param newest the newest report was called out of line
     */
    public record Outcome(
            boolean changed, boolean found, boolean foundByKnowing, boolean others, boolean drift, boolean newest) {}

    /** The share of histories of which that holds. */
    public double share(Predicate<Outcome> what) {
        return (double) histories.stream().filter(what).count() / histories.size();
    }

    /** Looks at that many histories; the numbers depend on the seed alone. */
    public static HistoryErrorRates simulate(
            HistoryScenario scenario, int histories, HistorySettings settings, long seed) {
        return new HistoryErrorRates(
                scenario,
                IntStream.range(0, histories)
                        .parallel()
                        .mapToObj(i -> one(scenario, settings, i % 2 == 0, random(seed * 1_000_003L + i)))
                        .toList());
    }

    /** Neighbouring seeds of a {@link Random} give numbers that are alike, so they are mixed first. */
    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    private static Outcome one(HistoryScenario scenario, HistorySettings settings, boolean up, Random random) {
        int place = scenario.place(random);
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < scenario.rows(); row++) {
            rows.add(scenario.costs(row == 0 ? place : -1, up, random));
        }
        History history = History.of(settings, reports(rows), key -> true);
        RowHistory first = history.rows().get(0);
        boolean truth = scenario.step() > 0;
        long near = first.steps().stream()
                .filter(step -> truth && Math.abs(step.report() - place) <= NEAR)
                .count();
        return new Outcome(
                history.rows().stream()
                        .anyMatch(row -> !row.steps().isEmpty() || row.drift().isPresent()),
                near > 0,
                truth && Math.abs(scenario.likeliestPlace(rows.get(0), up) - place) <= NEAR,
                first.steps().size() > Math.min(near, 1),
                first.drift().isPresent(),
                history.rows().stream().anyMatch(row -> row.newest().isPresent()));
    }

    private static List<Side> reports(List<double[]> rows) {
        List<Side> sides = new ArrayList<>();
        for (int report = 0; report < HistoryScenario.REPORTS; report++) {
            List<Row> of = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                RowKey key = RowKey.primary(
                        "synthetic.Bench.row%03d".formatted(row), Mode.AVERAGE_TIME, Map.of(), UNIT.dimension());
                List<Fork> forks = List.of(Fork.of(rows.get(row)[report]));
                of.add(new Row(key, UNIT, Mode.AVERAGE_TIME.direction(), forks, Map.of()));
            }
            sides.add(new Side(
                    "run-" + report, List.of(new Report("synthetic", Map.of(), of, List.of(), List.of(), List.of()))));
        }
        return sides;
    }
}
