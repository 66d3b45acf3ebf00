package io.github.batchbench.api;

import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.waiting.DurationText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run may take at most, even if its client dies: all its nodes until their pool has expired and the service has
 * noticed. The time that the service needs to take nodes away comes on top; it does not say how long that is.
 *
 * @param nodes how many, 0 if the pool is there already and costs what it costs
 * @param each how long each of them may live
 * @param pricePerNodeHour in any currency, null if not known
 */
public record WorstCase(int nodes, Duration each, @Nullable BigDecimal pricePerNodeHour) {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    static WorstCase of(int nodes, Duration timeToLive, @Nullable BigDecimal pricePerNodeHour) {
        return new WorstCase(nodes, timeToLive.plus(PoolSpec.EVALUATION_INTERVAL), pricePerNodeHour);
    }

    /** Minutes of all nodes together, begun ones whole. */
    public long nodeMinutes() {
        long minutes = each.plusSeconds(59).toMinutes();
        return nodes * minutes;
    }

    /** What they cost, to the next hundredth; nothing if no price is known. */
    public Optional<BigDecimal> cost() {
        return Optional.ofNullable(pricePerNodeHour)
                .map(price -> price.multiply(BigDecimal.valueOf(nodeMinutes())).divide(MINUTES, 2, RoundingMode.UP));
    }

    /** For people. */
    @Override
    public String toString() {
        if (nodes == 0) {
            return "no nodes of its own";
        }
        String minutes = nodeMinutes() + " node-minutes (" + nodes + (nodes == 1 ? " node" : " nodes") + " for "
                + DurationText.text(each) + ")";
        return cost().map(cost -> minutes + ", which cost " + cost).orElse(minutes);
    }
}
