package io.github.batchbench.simulation;

import java.time.Duration;

/**
 * What the pool's machines cost and how they behave.
 *
 * @param pricePerHour of a dedicated node, in any currency
 * @param lowPriorityPricePerHour of a spot node
 * @param bootTime from a node's creation until it takes tasks; none if absent
 * @param preemptionsPerHour how often a spot node is taken away in an hour, on average
 * @param backAfter how long a spot node that was taken away is gone; 10 minutes if absent
 */
public record Machines(
        double pricePerHour,
        double lowPriorityPricePerHour,
        Duration bootTime,
        double preemptionsPerHour,
        Duration backAfter) {
    /** For nothing, at once and for ever. */
    public static final Machines IDEAL = new Machines(0, 0, Duration.ZERO, 0, Duration.ofMinutes(10));

    /** Fills in what a plan leaves out, and refuses what makes no sense. */
    public Machines {
        bootTime = bootTime == null ? Duration.ZERO : bootTime;
        backAfter = backAfter == null ? Duration.ofMinutes(10) : backAfter;
        Check.range("pricePerHour", pricePerHour, 0, 1e6);
        Check.range("lowPriorityPricePerHour", lowPriorityPricePerHour, 0, 1e6);
        Check.range("preemptionsPerHour", preemptionsPerHour, 0, 1000);
        Check.notNegative("bootTime", bootTime);
        Check.positive("backAfter", backAfter);
    }

    boolean arePriced() {
        return pricePerHour > 0 || lowPriorityPricePerHour > 0;
    }
}
