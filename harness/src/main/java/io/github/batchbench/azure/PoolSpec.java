package io.github.batchbench.azure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pool to create.
 *
 * @param id unique in the account
 * @param vmSize for example {@code STANDARD_D2S_V3}
 * @param image what its nodes run
 * @param nodes how many, and of what kind
 * @param slotsPerNode how many tasks a node runs at once
 * @param startTask null for none
 * @param subnetId the resource id of the subnet to be in, null for none
 * @param metadata whose it is
 */
public record PoolSpec(
        String id,
        String vmSize,
        Image image,
        Nodes nodes,
        int slotsPerNode,
        @Nullable StartTaskSpec startTask,
        @Nullable String subnetId,
        Map<String, String> metadata) {
    /**
     * How many nodes.
     *
     * @param dedicated nodes that stay
     * @param spot nodes that are cheap and may be taken away
     * @param autoscaleFormula decides in place of the two numbers, null for a fixed size
     */
    public record Nodes(int dedicated, int spot, @Nullable String autoscaleFormula) {
        /** Checks that there can ever be a node. */
        public Nodes {
            if (dedicated < 0 || spot < 0 || dedicated + spot < 1) {
                throw new IllegalArgumentException(
                        "A pool needs at least one node, dedicated or spot, not " + dedicated + " and " + spot + ".");
            }
        }
    }
}
