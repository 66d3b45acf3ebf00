package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Pools that the service makes for a job, or for all jobs of a schedule, and deletes with it. Under the lock. */
public final class AutoPools {
    private final Entities entities;
    private final Pools pools;
    private final Map<JobSchedule, String> poolOfSchedule = new HashMap<>();
    private long made;

    AutoPools(Engine engine, Entities entities, Pools pools) {
        this.entities = entities;
        this.pools = pools;
        engine.onReset(() -> {
            poolOfSchedule.clear();
            made = 0;
        });
    }

    /** The pool that a job names, or that is made for it; its id, or an error on the job if it could not be made. */
    public void assign(Job job) {
        JobSpec.AutoPool wanted = job.settings().autoPool().orElse(null);
        if (wanted == null) {
            return;
        }
        Optional<JobSchedule> schedule = entities.scheduleOf(job).filter(owner -> wanted.livesAsLongAsSchedule());
        String present = schedule.map(poolOfSchedule::get).orElse(null);
        if (present != null) {
            job.poolId(present);
            return;
        }
        String id = id(wanted);
        job.poolId(id);
        try {
            pools.addAutomatic(wanted.pool().with("id", id));
            schedule.ifPresent(owner -> poolOfSchedule.put(owner, id));
        } catch (BatchException e) {
            job.schedulingError(error(e));
        }
    }

    /** The job has completed, or goes: its pool goes too, unless it is to be kept or belongs to a schedule. */
    public void release(Job job) {
        job.settings()
                .autoPool()
                .filter(pool -> entities.scheduleOf(job).isEmpty() || !pool.livesAsLongAsSchedule())
                .filter(pool -> !pool.keepAlive())
                .ifPresent(pool -> delete(job.poolId()));
    }

    /** The schedule has completed, or goes. */
    public void release(JobSchedule schedule) {
        String pool = poolOfSchedule.remove(schedule);
        boolean keep = schedule.settings()
                .job()
                .autoPool()
                .map(JobSpec.AutoPool::keepAlive)
                .orElse(false);
        if (pool != null && !keep) {
            delete(pool);
        }
    }

    private void delete(String id) {
        boolean there = entities.findPool(id)
                .filter(pool -> pool.lifecycle().is(PoolState.ACTIVE))
                .isPresent();
        if (there) {
            pools.delete(id);
        }
    }

    /** {@code PREFIX_} and an upper-case GUID (recorded). The GUID follows from the count, so that runs repeat. */
    private String id(JobSpec.AutoPool wanted) {
        UUID guid = UUID.nameUUIDFromBytes(("auto pool " + made++).getBytes(StandardCharsets.UTF_8));
        String upper = guid.toString().toUpperCase(Locale.ROOT);
        return wanted.idPrefix().map(prefix -> prefix + "_" + upper).orElse(upper);
    }

    /** The documented codes of scheduling errors; the wording is a guess. */
    private static FailureInfo error(BatchException refused) {
        String code = refused.code() == BatchErrorCode.POOL_QUOTA_REACHED
                ? "AutoPoolCreationFailedWithQuotaReached"
                : "InvalidAutoPoolSettings";
        return FailureInfo.userError(
                code, "The auto pool could not be created: " + refused.code().message());
    }

    /** The pools of schedules, by the schedules' ids. */
    Map<String, String> ofSchedules() {
        Map<String, String> pools = new TreeMap<>();
        poolOfSchedule.forEach((schedule, pool) -> pools.put(schedule.id(), pool));
        return pools;
    }

    /** How many were made. */
    long made() {
        return made;
    }

    /** So many were made. */
    void made(long count) {
        made = count;
    }

    /** A schedule is there again, with this pool. */
    public void restore(JobSchedule schedule, String pool) {
        poolOfSchedule.put(schedule, pool);
    }
}
