package io.github.batchbench.azure.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param expires from when on it has no nodes whatever happens to its creator, null for never
 * @param metadata whose it is
 */
public record PoolSpec(
        String id,
        String vmSize,
        Image image,
        Nodes nodes,
        int slotsPerNode,
        @Nullable StartTask startTask,
        @Nullable String subnetId,
        @Nullable Instant expires,
        Map<String, String> metadata) {
    /**
     * What a node runs when it joins its pool; it takes tasks only after that succeeded.
     *
     * @param commandLine runs without a shell
     * @param resources fetched before it runs
     * @param elevated whether it runs as an administrator, as installing packages needs
     */
    public record StartTask(String commandLine, List<TaskSpec.Resource> resources, boolean elevated) {
        /** Copies the list. */
        public StartTask {
            resources = List.copyOf(resources);
        }
    }

    /** How often the service looks whether the pool has expired; five minutes are the least it takes. */
    public static final Duration EVALUATION_INTERVAL = Duration.ofMinutes(5);

    /**
     * How many nodes.
     *
     * @param dedicated nodes that stay
     * @param spot nodes that are cheap and may be taken away
     */
    public record Nodes(int dedicated, int spot) {
        /** Checks that there can ever be a node. */
        public Nodes {
            if (dedicated < 0 || spot < 0 || dedicated + spot < 1) {
                throw new IllegalArgumentException(
                        "A pool needs at least one node, dedicated or spot, not " + dedicated + " and " + spot + ".");
            }
        }

        /** Of both kinds. */
        public int total() {
            return dedicated + spot;
        }
    }
}
