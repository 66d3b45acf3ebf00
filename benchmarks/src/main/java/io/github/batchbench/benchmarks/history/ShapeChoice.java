package io.github.batchbench.benchmarks.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Explains what {@link Divisive} has found: by its steps, or by a slow drift and those of the steps that are still needed
 * then. The explanation that costs least by Schwarz's criterion is taken; the drift must be better by as much again,
 * since a drift that is taken for a step does less harm than a step that is taken for a drift.
 */
final class ShapeChoice {
    private static final int STARTS = 10;
    private static final int ROUNDS = 5;

    private final double[] values;
    private final double scale;
    private final double penalty;

    /** The scale is the values' noise, above 0. */
    ShapeChoice(double[] values, double scale) {
        this.values = values;
        this.scale = scale;
        this.penalty = Math.log(values.length);
    }

    Shape choose(Collection<Integer> found) {
        Shape steps = located(needed(located(new Shape(List.copyOf(found), -1))));
        Shape drift = located(drift(List.copyOf(found)));
        return cost(drift) + 2 * penalty < cost(steps) ? drift : steps;
    }

    /** A step costs its height and its place. */
    private double cost(Shape shape) {
        int drift = shape.driftFrom() > 0 ? 2 : shape.driftFrom() + 1;
        return shape.fit(values, scale).cost() + penalty * (2 * shape.steps().size() + drift);
    }

    /** The best drift with those steps, less the steps that it makes needless. */
    private Shape drift(List<Integer> steps) {
        Shape best = new Shape(steps, 0);
        for (int start = 0; start < STARTS; start++) {
            Shape other = needed(new Shape(steps, start * values.length / STARTS));
            best = cost(other) < cost(best) ? other : best;
        }
        return best;
    }

    /** Less those steps that are not worth what they cost, but for the last one: that something changed is proven. */
    private Shape needed(Shape shape) {
        if (shape.steps().size() == 1 && !shape.drifts()) {
            return shape;
        }
        for (int i = 0; i < shape.steps().size(); i++) {
            Shape less = with(shape, i, -1);
            if (cost(less) < cost(shape)) {
                return needed(less);
            }
        }
        return shape;
    }

    /** Moves each step to where it fits best while the others stay, until none moves. */
    private Shape located(Shape shape) {
        Shape best = shape;
        for (int round = 0; round < ROUNDS; round++) {
            Shape before = best;
            for (int i = 0; i < shape.steps().size(); i++) {
                best = with(best, i, place(best, i));
            }
            if (best.equals(before)) {
                return best;
            }
        }
        return best;
    }

    /**
     * Where a step of its height, between its neighbours, is expected to be nearest to the true place: the odds of each
     * place, which are those of the loss that a step leaves there, count for the places around it too, less with each report
     * between. Of equal odds near each other this takes the middle, where the least loss alone would take either end.
     */
    private int place(Shape shape, int step) {
        List<Integer> steps = shape.steps();
        Shape.Fit fit = shape.fit(values, scale);
        int now = steps.get(step);
        double height = fit.heights().get(step);
        int first = (step == 0 ? 0 : steps.get(step - 1)) + Energy.SHORTEST;
        int last = (step == steps.size() - 1 ? values.length : steps.get(step + 1)) - Energy.SHORTEST;
        double[] losses = new double[Math.max(0, last - first) + 1];
        for (int i = 1; i < losses.length; i++) {
            int at = first + i - 1;
            double low = fit.expected()[at] - (at >= now ? height : 0);
            losses[i] = losses[i - 1] + loss(values[at] - low) - loss(values[at] - low - height);
        }
        return last < first ? now : first + Odds.nearest(losses);
    }

    private double loss(double residual) {
        return Shape.loss(Math.abs(residual) / scale);
    }

    /** With a step elsewhere, or without it if that is nowhere. */
    private static Shape with(Shape shape, int step, int at) {
        List<Integer> steps = new ArrayList<>(shape.steps());
        steps.remove(step);
        if (at >= 0) {
            steps.add(step, at);
        }
        return new Shape(steps, shape.driftFrom());
    }
}
