package io.github.batchbench.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a run may take at most, in the worst case. A run that might take more is refused before anything is created.
 *
 * @param maxNodeMinutes null for no limit
 * @param pricePerNodeHour what a node costs for an hour in any currency, null if not known
 * @param maxCost in the same currency, null for no limit
 */
public record Budget(
        @Nullable Long maxNodeMinutes,
        @Nullable BigDecimal pricePerNodeHour,
        @Nullable BigDecimal maxCost) {
    /** No limits. */
    public static final Budget UNLIMITED = new Budget(null, null, null);

    /** Some hours of a few nodes: enough for a first run, too little for a slip of the finger to hurt. */
    public static final Budget FIRST_RUN = new Budget(600L, null, null);

    /** Checks that a limit can be kept. */
    public Budget {
        if (maxCost != null && pricePerNodeHour == null) {
            throw new IllegalArgumentException("A limit of the cost needs the price of a node-hour.");
        }
        if (pricePerNodeHour != null && pricePerNodeHour.signum() < 0) {
            throw new IllegalArgumentException("A node-hour cannot cost less than nothing: " + pricePerNodeHour);
        }
    }

    void check(WorstCase worst) {
        if (maxNodeMinutes != null && worst.nodeMinutes() > maxNodeMinutes) {
            throw new LimitExceededException("This run may take " + worst + ", but no more than " + maxNodeMinutes
                    + " node-minutes are allowed. Take fewer nodes or a shorter time-out, or allow more.");
        }
        BigDecimal limit = maxCost;
        worst.cost().filter(cost -> limit != null && cost.compareTo(limit) > 0).ifPresent(cost -> {
            throw new LimitExceededException("This run may take " + worst + ", but no more than " + limit
                    + " is allowed. Take fewer nodes, a cheaper size or a shorter time-out, or allow more.");
        });
    }
}
