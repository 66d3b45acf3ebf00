package io.github.batchbench.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A plan with some of its figures varied: every combination is simulated, several at a time. Immutable.
 *
 * <pre>{@code
 * SweepReport report = PlanSweep.of(plan, List.of(Variation.parse("nodes=10..1000"), Variation.parse("slots=1,2,4")))
 *         .run(4, () -> {});
 * }</pre>
 */
public final class PlanSweep {
    private static final int MOST = 10_000;

    private final List<Variation> variations;
    private final List<SimulationPlan> plans;

    private PlanSweep(List<Variation> variations, List<SimulationPlan> plans) {
        this.variations = List.copyOf(variations);
        this.plans = List.copyOf(plans);
    }

    /**
     * All combinations, the last variation changing fastest.
     *
     * @throws IllegalArgumentException if one of them makes no sense, or a figure is varied twice; the message says which
     */
    public static PlanSweep of(SimulationPlan plan, List<Variation> variations) {
        Set<Variation.Knob> knobs = new HashSet<>();
        List<SimulationPlan> plans = List.of(plan);
        for (Variation variation : variations) {
            if (!knobs.add(variation.knob())) {
                throw new IllegalArgumentException(variation.knob().label() + " is varied twice");
            }
            if ((long) plans.size() * variation.values().size() > MOST) {
                throw new IllegalArgumentException("these are more than " + MOST + " combinations: name fewer values");
            }
            List<SimulationPlan> more = new ArrayList<>();
            for (SimulationPlan base : plans) {
                variation.values().forEach(value -> more.add(set(base, variation.knob(), value)));
            }
            plans = more;
        }
        return new PlanSweep(variations, plans);
    }

    private static SimulationPlan set(SimulationPlan plan, Variation.Knob knob, int value) {
        try {
            return knob.set(plan, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("With " + knob.label() + "=" + value + ": " + e.getMessage(), e);
        }
    }

    /** What is simulated; unmodifiable. */
    public List<SimulationPlan> plans() {
        return plans;
    }

    /** How many combinations there are. */
    public int size() {
        return plans.size();
    }

    /**
     * Simulates all of them. The report is the same for any number of threads.
     *
     * @param threads how many at a time
     * @param progress is told, on a simulating thread, after each
     * @throws CancellationException if the thread is interrupted, which stays so
     */
    public SweepReport run(int threads, Runnable progress) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SweepReport.Point>> points = new ArrayList<>();
            for (SimulationPlan plan : plans) {
                points.add(pool.submit(() -> {
                    SimulationReport report = Simulation.of(plan).run();
                    progress.run();
                    return SweepReport.Point.of(values(plan), report);
                }));
            }
            List<SweepReport.Point> done = new ArrayList<>();
            for (Future<SweepReport.Point> point : points) {
                done.add(point.get());
            }
            return SweepReport.of(plans.get(0), done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The sweep was interrupted.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("A simulation failed.", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Map<String, Integer> values(SimulationPlan plan) {
        Map<String, Integer> values = new LinkedHashMap<>();
        variations.forEach(variation ->
                values.put(variation.knob().label(), variation.knob().of(plan)));
        return values;
    }
}
