package io.github.batchbench.simulation;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The pool: what of a plan a live run can be given.
 *
 * @param vmSize size of its nodes; {@code standard_d2s_v3} if absent
 * @param dedicatedNodes dedicated nodes; with a formula, those before its first evaluation
 * @param lowPriorityNodes spot nodes
 * @param slotsPerNode tasks at once on a node, 1 if absent
 * @param fill {@code spread} (if absent) or {@code pack}
 * @param autoScale the formula that decides the size, null for a fixed size
 */
public record PoolPlan(
        String vmSize,
        int dedicatedNodes,
        int lowPriorityNodes,
        int slotsPerNode,
        Fill fill,
        @Nullable AutoScale autoScale) {
    static final int MOST_SLOTS = 256;

    private static final int MOST_NODES = 100_000;

    /** How tasks go to nodes. */
    public enum Fill {
        /** To the emptiest node. */
        SPREAD,
        /** To the fullest node that has room. */
        PACK
    }

    /**
     * A size that follows the load.
     *
     * @param formula in Batch's own language
     * @param interval time between evaluations, from 5 minutes to 168 hours; 15 minutes if absent
     */
    public record AutoScale(String formula, Duration interval) {
        private static final Duration SHORTEST = Duration.ofMinutes(5);
        private static final Duration LONGEST = Duration.ofDays(7);

        /** Refuses a formula that cannot be read, and an interval that the service refuses. */
        public AutoScale {
            Check.that(formula != null && !formula.isBlank(), "formula", "is missing");
            Check.formula("formula", formula);
            interval = interval == null ? Duration.ofMinutes(15) : interval;
            Check.that(
                    interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0,
                    "interval",
                    "must be from 5m to 168h, as the service demands, not " + Check.text(interval));
        }
    }

    /** Fills in what a plan leaves out, and refuses what makes no sense. */
    public PoolPlan {
        vmSize = vmSize == null ? "standard_d2s_v3" : vmSize;
        slotsPerNode = slotsPerNode == 0 ? 1 : slotsPerNode;
        fill = fill == null ? Fill.SPREAD : fill;
        Check.range("dedicatedNodes", dedicatedNodes, 0, MOST_NODES);
        Check.range("lowPriorityNodes", lowPriorityNodes, 0, MOST_NODES);
        Check.range("slotsPerNode", slotsPerNode, 1, MOST_SLOTS);
        Check.that(
                autoScale != null || dedicatedNodes + lowPriorityNodes > 0,
                "dedicatedNodes",
                "and lowPriorityNodes are both 0, and no autoScale formula adds any");
    }

    /** So many dedicated nodes with one slot each. */
    public static PoolPlan of(int dedicatedNodes) {
        return new PoolPlan("standard_d2s_v3", dedicatedNodes, 0, 1, Fill.SPREAD, null);
    }

    /**
     * Reads a pool, such as the {@code pool.json} that {@code batchbench simulate --output} writes.
     *
     * @throws SimulationFileException if it cannot be read or makes no sense; the message names file, line and field
     */
    public static PoolPlan read(Path file) {
        return PlanFile.read(file, PoolPlan.class);
    }

    /**
     * This pool, for a run that makes one of a fixed size.
     *
     * @throws SimulationFileException if a formula decides the size, or it packs tasks: a run's pool does neither
     */
    public PoolPlan fixed() {
        if (autoScale != null || fill == Fill.PACK) {
            throw new SimulationFileException(
                    "A run makes a pool of a fixed size that spreads its tasks. Leave "
                            + (autoScale != null ? "autoScale" : "fill")
                            + " out of the pool's plan, and simulate that.",
                    null);
        }
        return this;
    }

    /** This pool as {@link #read} reads it. */
    public String toJson() {
        return Json.write(this);
    }
}
