package io.github.batchbench.benchmarks.history;

import io.github.batchbench.benchmarks.history.RowHistory.Drift;
import io.github.batchbench.benchmarks.history.RowHistory.Newest;
import io.github.batchbench.benchmarks.history.RowHistory.Point;
import io.github.batchbench.benchmarks.history.RowHistory.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.TDistribution;

/** Looks at one row of a family of so many. Immutable. */
final class Historian {
    /** With fewer, no order of the values is rare enough to tell anything. */
    static final int FEWEST = 8;

    private final HistorySettings settings;
    private final int reports;
    private final double alpha;

    /** The level is divided among all rows (Bonferroni). */
    Historian(HistorySettings settings, int reports, int rows) {
        this.settings = settings;
        this.reports = reports;
        this.alpha = settings.alpha() / Math.max(1, rows);
    }

    RowHistory examine(Series series) {
        if (!series.allPositive()) {
            return unknown(series, "a score is zero or negative, so there is no ratio");
        }
        if (series.scores().size() < FEWEST) {
            return unknown(series, "fewer than " + FEWEST + " reports have it");
        }
        double[] costs = series.costs();
        Shape shape = shape(costs, settings.seed() ^ series.key().toString().hashCode());
        Shape.Fit fit = shape.fit(costs, scale(costs));
        List<Step> steps = steps(series, shape, fit);
        Optional<Drift> drift = drift(series, shape, fit);
        return new RowHistory(
                series.key(),
                series.unit().text(),
                series.direction(),
                points(series, fit),
                steps,
                drift,
                OptionalDouble.of(Math.expm1(Robust.scatter(residuals(costs, fit)))),
                newest(series, costs, shape),
                verdict(steps, drift),
                "");
    }

    /** The shape of a sequence of logarithms, at this family's level. */
    Shape shape(double[] costs, long seed) {
        double[] clipped = Robust.withoutSpikes(costs);
        NavigableSet<Integer> changes = changes(clipped, seed);
        return changes.isEmpty() ? new Shape(List.of(), -1) : new ShapeChoice(costs, scale(costs)).choose(changes);
    }

    /** Changes that are none hide the likeness that made them; so it is looked at again once some of them are gone. */
    private NavigableSet<Integer> changes(double[] values, long seed) {
        NavigableSet<Integer> changes = changes(values, 0, seed);
        int before = Integer.MAX_VALUE;
        while (!changes.isEmpty() && changes.size() < before) {
            before = changes.size();
            double likeness = Likeness.of(values, changes);
            changes = likeness == 0 ? changes : changes(values, likeness, seed);
        }
        return changes;
    }

    private NavigableSet<Integer> changes(double[] values, double likeness, long seed) {
        Orders orders = new Orders(likeness, RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
        return new Divisive(new SplitTest(alpha, orders)).changes(values);
    }

    /** The noise from report to report; of an exact metric, which has none, something far below any change. */
    private static double scale(double[] costs) {
        return Math.max(Robust.neighbours(costs), 1e-9);
    }

    private static double[] residuals(double[] costs, Shape.Fit fit) {
        double[] residuals = new double[costs.length];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = costs[i] - fit.expected()[i];
        }
        return residuals;
    }

    private static List<Point> points(Series series, Shape.Fit fit) {
        List<Point> points = new ArrayList<>();
        int sign = series.direction().costSign();
        for (int i = 0; i < series.scores().size(); i++) {
            points.add(new Point(series.reports().get(i), series.scores().get(i), Math.exp(sign * fit.expected()[i])));
        }
        return points;
    }

    private static List<Step> steps(Series series, Shape shape, Shape.Fit fit) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < shape.steps().size(); i++) {
            int at = shape.steps().get(i);
            steps.add(new Step(
                    series.reports().get(at - 1),
                    series.reports().get(at),
                    Math.exp(fit.heights().get(i))));
        }
        return steps;
    }

    private static Optional<Drift> drift(Series series, Shape shape, Shape.Fit fit) {
        int last = series.scores().size() - 1;
        return shape.drifts()
                ? Optional.of(new Drift(
                        series.reports().get(shape.driftFrom()), Math.exp(fit.slope() * (last - shape.driftFrom()))))
                : Optional.empty();
    }

    private HistoryVerdict verdict(List<Step> steps, Optional<Drift> drift) {
        double cost = drift.map(Drift::costRatio).orElse(1.0);
        for (Step step : steps) {
            cost *= step.report() >= reports - settings.recent() ? step.costRatio() : 1;
        }
        if (cost > 1 + settings.margin()) {
            return HistoryVerdict.REGRESSED;
        }
        return cost < 1 / (1 + settings.margin()) ? HistoryVerdict.IMPROVED : HistoryVerdict.STEADY;
    }

    /** The last point, if the whole history's last report has the row and the ones before it foretold another score. */
    private Optional<Newest> newest(Series series, double[] costs, Shape shape) {
        int last = costs.length - 1;
        if (series.reports().get(last) != reports - 1 || shape.steps().contains(last)) {
            return Optional.empty();
        }
        double[] before = Arrays.copyOf(costs, last);
        Shape.Fit fit = shape.fit(before, scale(before));
        double foretold = fit.expected()[last - 1] + fit.slope();
        double difference = costs[last] - foretold;
        int level =
                shape.steps().isEmpty() ? 0 : shape.steps().get(shape.steps().size() - 1);
        double error = Robust.scatter(residuals(before, fit)) * Math.sqrt(1 + 1.0 / (last - level));
        double p = p(difference, error, last - 1 - shape.steps().size() - (shape.drifts() ? 1 : 0));
        return p <= alpha && Math.abs(difference) > Math.log1p(settings.margin())
                ? Optional.of(new Newest(reports - 1, Math.exp(difference), p))
                : Optional.empty();
    }

    private static double p(double difference, double error, int freedom) {
        if (error == 0) {
            return difference == 0 ? 1 : 0;
        }
        return 2 * TDistribution.of(freedom).survivalProbability(Math.abs(difference) / error);
    }

    private static RowHistory unknown(Series series, String reason) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < series.scores().size(); i++) {
            double score = series.scores().get(i);
            points.add(new Point(series.reports().get(i), score, score));
        }
        return new RowHistory(
                series.key(),
                series.unit().text(),
                series.direction(),
                points,
                List.of(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                HistoryVerdict.UNKNOWN,
                reason);
    }
}
