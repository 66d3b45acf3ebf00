package io.github.batchbench.api;

import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.model.ImageQuery;
import io.github.batchbench.azure.model.PoolSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that a run is told, fixed when it begins. */
record RunSettings(
        Application application,
        List<Input> inputs,
        Function<StagedInput, TaskCommand> task,
        Map<String, String> environment,
        Pool pool,
        TaskLimits limits,
        Spending spending,
        @Nullable Path outputFolder,
        Ending ending,
        String owner) {

    /** The pool: one to be created, or an existing one. */
    record Pool(
            @Nullable String existingId,
            PoolSpec.Nodes nodes,
            int slotsPerNode,
            String vmSize,
            ImageQuery image,
            @Nullable String subnetId,
            boolean installJava) {
        /** No more nodes than so many tasks can use, dedicated ones first. */
        PoolSpec.Nodes nodesFor(int tasks) {
            int most = Math.max(1, (tasks + slotsPerNode - 1) / slotsPerNode);
            int dedicated = Math.min(nodes.dedicated(), most);
            return new PoolSpec.Nodes(dedicated, Math.min(nodes.spot(), most - dedicated));
        }
    }

    /**
     * How long things may take.
     *
     * @param timeout for all tasks
     * @param perTask null for no limit
     * @param retries how often a failed task is run again
     * @param poolLife how long the pool may have nodes, null for as long as the job may need them
     */
    record TaskLimits(
            Duration timeout,
            @Nullable Duration perTask,
            int retries,
            @Nullable Duration poolLife) {
        private static final Duration GRACE = Duration.ofMinutes(10);

        /** How long to wait for the tasks: beyond the pool's life no node would run them. */
        Duration waiting() {
            return poolLife == null || poolLife.compareTo(timeout) > 0 ? timeout : poolLife;
        }

        /** After the run's own time-out, so that the run and not the service ends the job. */
        Duration job() {
            return timeout.plus(GRACE);
        }

        /** After the job. */
        Duration pool() {
            return poolLife == null ? job().plus(GRACE) : poolLife;
        }

        /** With time to upload what there is and to boot nodes. */
        Duration signatures() {
            return timeout.plus(Duration.ofHours(2));
        }
    }

    /**
     * What it may cost.
     *
     * @param budget the most that it may take
     * @param quota what the account may hold; null if nobody is to look
     * @param management who knows what it may hold; null if nobody is to be asked
     */
    record Spending(
            Budget budget, @Nullable Quota quota, @Nullable AzureManagement management) {}

    /** What it takes if everything goes wrong. */
    WorstCase worstCase() {
        int nodes = pool.existingId() == null ? pool.nodes().total() : 0;
        return WorstCase.of(nodes, limits.pool(), spending.budget().pricePerNodeHour());
    }

    /**
     * What stays at the end.
     *
     * @param confirmDeletion asked only after a run that came to its end
     */
    record Ending(boolean keepJob, boolean keepPool, BooleanSupplier confirmDeletion) {}
}
