package io.github.batchbench.workflow;

import io.github.batchbench.azure.ImageQuery;
import io.github.batchbench.azure.PoolSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that a run is told, fixed when it begins. */
record Settings(
        Application application,
        List<Input> inputs,
        Function<StagedInput, TaskCommand> task,
        Map<String, String> environment,
        PoolWish pool,
        TaskLimits limits,
        @Nullable Path outputFolder,
        Ending ending,
        String owner) {

    /** The pool: one to be created, or an existing one. */
    record PoolWish(
            @Nullable String existingId,
            PoolSpec.Nodes nodes,
            int slotsPerNode,
            String vmSize,
            ImageQuery image,
            @Nullable String subnetId,
            boolean installJava) {}

    /** How long things may take. */
    record TaskLimits(Duration timeout, @Nullable Duration perTask, int retries, Duration signatures) {
        /** After the run's own time-out, so that the run and not the service ends the job. */
        Duration job() {
            return timeout.plus(Duration.ofMinutes(10));
        }
    }

    /**
     * What stays at the end.
     *
     * @param confirmDeletion asked only after a run that came to its end
     */
    record Ending(boolean keepJob, boolean keepPool, BooleanSupplier confirmDeletion) {}
}
