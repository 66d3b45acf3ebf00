package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.PoolState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pools that the service makes for a job, or for all jobs of a schedule, and deletes with it. Under the lock. */
public final class AutoPools {
    private final BatchAccount account;
    private final Map<JobSchedule, String> poolOfSchedule = new HashMap<>();
    private long made;

    public AutoPools(BatchAccount account) {
        this.account = account;
    }

    /** The pool that a job names, or that is made for it; its id, or an error on the job if it could not be made. */
    public void assign(Job job) {
        Optional<Document> specification = specification(job.spec());
        if (specification.isEmpty()) {
            return;
        }
        Optional<JobSchedule> schedule = scheduleOf(job).filter(owner -> livesAsLongAsSchedule(specification.get()));
        String present = schedule.map(poolOfSchedule::get).orElse(null);
        if (present != null) {
            job.poolId(present);
            return;
        }
        String id = id(specification.get());
        job.poolId(id);
        try {
            account.pools()
                    .add(specification
                            .get()
                            .object("pool")
                            .orElse(Document.EMPTY)
                            .with("id", id));
            schedule.ifPresent(owner -> poolOfSchedule.put(owner, id));
        } catch (BatchException e) {
            job.schedulingError(error(e));
        }
    }

    /** The job has completed, or goes: its pool goes too, unless it is to be kept or belongs to a schedule. */
    public void release(Job job) {
        specification(job.spec())
                .filter(specification -> scheduleOf(job).isEmpty() || !livesAsLongAsSchedule(specification))
                .filter(specification -> !specification.flag("keepAlive", false))
                .ifPresent(specification -> delete(job.poolId()));
    }

    /** The schedule has completed, or goes. */
    public void release(JobSchedule schedule) {
        String pool = poolOfSchedule.remove(schedule);
        boolean keep = schedule.spec()
                .object("jobSpecification")
                .flatMap(AutoPools::specification)
                .map(specification -> specification.flag("keepAlive", false))
                .orElse(false);
        if (pool != null && !keep) {
            delete(pool);
        }
    }

    public void clear() {
        poolOfSchedule.clear();
        made = 0;
    }

    private void delete(String id) {
        boolean there = account.poolsById().containsKey(id)
                && account.pools().get(id).lifecycle().is(PoolState.ACTIVE);
        if (there) {
            account.pools().delete(id);
        }
    }

    private static Optional<Document> specification(Document job) {
        return job.object("poolInfo").flatMap(info -> info.object("autoPoolSpecification"));
    }

    private static boolean livesAsLongAsSchedule(Document specification) {
        return specification
                .string("poolLifetimeOption")
                .map("jobschedule"::equalsIgnoreCase)
                .orElse(false);
    }

    private Optional<JobSchedule> scheduleOf(Job job) {
        return account.schedulesById().values().stream()
                .filter(schedule -> schedule.owns(job))
                .findFirst();
    }

    /** {@code PREFIX_} and an upper-case GUID (recorded). The GUID follows from the count, so that runs repeat. */
    private String id(Document specification) {
        UUID guid = UUID.nameUUIDFromBytes(("auto pool " + made++).getBytes(StandardCharsets.UTF_8));
        String upper = guid.toString().toUpperCase(Locale.ROOT);
        return specification
                .string("autoPoolIdPrefix")
                .map(prefix -> prefix + "_" + upper)
                .orElse(upper);
    }

    /** The documented codes of scheduling errors; the wording is a guess. */
    private static FailureInfo error(BatchException refused) {
        String code = refused.code() == BatchErrorCode.POOL_QUOTA_REACHED
                ? "AutoPoolCreationFailedWithQuotaReached"
                : "InvalidAutoPoolSettings";
        return FailureInfo.userError(
                code, "The auto pool could not be created: " + refused.code().message());
    }
}
