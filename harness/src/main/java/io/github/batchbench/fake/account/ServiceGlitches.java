package io.github.batchbench.fake.account;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the service itself gets wrong when it is told to: counts that lag behind, collections taken in part. */
public final class ServiceGlitches {
    private record Counts(TaskCounts tasks, TaskCounts slots) {
        private static final Counts NONE = new Counts(TaskCounts.NONE, TaskCounts.NONE);
    }

    private final Engine engine;
    private final Entities entities;
    private @Nullable Map<Job, Counts> frozen;
    private long left;
    private long refused;

    ServiceGlitches(Engine engine, Entities entities) {
        this.engine = engine;
        this.entities = entities;
        engine.onReset(() -> {
            frozen = null;
            left = 0;
            refused = 0;
        });
    }

    /** From now on clients see the counts of tasks as they are now, and none of jobs that come later. */
    public void freezeCounts() {
        engine.exclusively(() -> {
            Map<Job, Counts> now = new HashMap<>();
            entities.jobs().forEach(job -> now.put(job, new Counts(job.taskCounts(), job.slotCounts())));
            frozen = now;
        });
    }

    /** Clients see the counts as they are. */
    public void thawCounts() {
        engine.exclusively(() -> frozen = null);
    }

    /** Of how many jobs the counts lag behind. */
    public long frozen() {
        return engine.exclusively(() -> frozen == null ? 0L : (long) frozen.size());
    }

    /** The next so many tasks that are added in collections are refused. */
    public void refuseNext(long tasks) {
        engine.exclusively(() -> left = tasks);
    }

    /** How many tasks were refused. */
    public long refused() {
        return engine.exclusively(() -> refused);
    }

    /**
     * A task of a collection is about to be added. Under the lock.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code ServerBusy} if it is to be refused
     */
    public void admit() {
        if (left > 0) {
            left--;
            refused++;
            throw BatchErrorCode.SERVER_BUSY.exception();
        }
    }

    /** The tasks of a job, by state, as clients see them. Under the lock. */
    public TaskCounts tasks(Job job) {
        return frozen == null
                ? job.taskCounts()
                : frozen.getOrDefault(job, Counts.NONE).tasks();
    }

    /** The slots of a job, by state, as clients see them. Under the lock. */
    public TaskCounts slots(Job job) {
        return frozen == null
                ? job.slotCounts()
                : frozen.getOrDefault(job, Counts.NONE).slots();
    }
}
