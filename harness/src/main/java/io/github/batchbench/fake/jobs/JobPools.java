package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.scheduling.Scheduler;

/**
 * Which pool a job runs in, and when that may change: to another pool while the job is disabled, and of an auto pool's
 * specification only {@code keepAlive} (documented). The same pool may be named at any time (recorded). Under the lock.
 */
final class JobPools {
    private static final String AUTOMATIC = "autoPoolSpecification";
    private static final String KEEP_ALIVE = "keepAlive";

    private JobPools() {}

    /** The id that the job names; empty if its pool is made for it. */
    static String named(Document job) {
        return info(job).string("poolId").orElse("");
    }

    /**
     * Moves a job to the pool that its changed properties name, if that is another one.
     *
     * @throws BatchException {@code OperationInvalidForCurrentState} if the job is not disabled, {@code
     *     InvalidPropertyValue} for a changed auto pool; which codes the service gives here is a guess
     */
    static void change(Job job, Document changed, Scheduler scheduler) {
        if (!automatic(job.spec()).equals(automatic(changed))) {
            throw BatchException.invalidProperty(
                    AUTOMATIC, job.poolId(), "Of a job's auto pool only " + KEEP_ALIVE + " can be changed");
        }
        String pool = named(changed);
        if (pool.isEmpty() || pool.equalsIgnoreCase(job.poolId())) {
            return;
        }
        if (job.state() != JobState.DISABLED) {
            throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                    .exception()
                    .with("Reason", "The pool of a job can be changed only while the job is disabled");
        }
        scheduler.move(job, pool);
    }

    private static Document automatic(Document job) {
        return info(job).object(AUTOMATIC).orElse(Document.EMPTY).without(KEEP_ALIVE);
    }

    private static Document info(Document job) {
        return job.object("poolInfo").orElse(Document.EMPTY);
    }
}
