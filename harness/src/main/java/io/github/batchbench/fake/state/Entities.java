package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.JobScheduleState;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.state.ServiceEvent.JobRemoved;
import io.github.batchbench.fake.state.ServiceEvent.NodeRemoved;
import io.github.batchbench.fake.state.ServiceEvent.PoolRemoved;
import io.github.batchbench.fake.state.ServiceEvent.TasksSupplied;
import io.github.batchbench.fake.state.StateChanges.Subject;
import io.github.batchbench.fake.time.Engine;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What there is in an account: pools with their nodes, jobs with their tasks, schedules, by id whatever the case of its
 * letters. What is added is watched for changes of state, and nodes are counted for the account's usage. Under the lock.
 */
public final class Entities {
    private final Engine engine;
    private final Events events;
    private final NavigableMap<String, Pool> pools = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final NavigableMap<String, Job> jobs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final NavigableMap<String, JobSchedule> schedules = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StateChanges changes;
    private final NodeUsage usage = new NodeUsage();
    private final Unsaved unsaved;
    private Quotas quotas = Quotas.DEFAULT;

    /** Nothing is there; what goes is published. */
    public Entities(Engine engine, Events events) {
        this.engine = engine;
        this.events = events;
        this.changes = new StateChanges(engine.timeline().happenings());
        this.unsaved = new Unsaved(engine, this);
        engine.onReset(() -> {
            pools.clear();
            jobs.clear();
            schedules.clear();
            usage.clear();
            quotas = Quotas.DEFAULT;
            unsaved.emptied();
        });
    }

    /** Who hears of changes of state. A reset does not change that. */
    public StateChanges changes() {
        return changes;
    }

    /** What has changed since it was last kept. */
    public Unsaved unsaved() {
        return unsaved;
    }

    /** What the account may have at once. */
    public Quotas quotas() {
        return quotas;
    }

    /** Sets what the account may have at once; what is there stays. */
    public void quotas(Quotas newQuotas) {
        engine.timeline().requireLock();
        quotas = newQuotas;
    }

    /** All pools, sorted by id; a view, to be read under the lock. */
    public Collection<Pool> pools() {
        return view(pools);
    }

    /** All jobs, sorted by id; a view, to be read under the lock. */
    public Collection<Job> jobs() {
        return view(jobs);
    }

    /** All schedules, sorted by id; a view, to be read under the lock. */
    public Collection<JobSchedule> schedules() {
        return view(schedules);
    }

    private <T> Collection<T> view(NavigableMap<String, T> all) {
        engine.timeline().requireLock();
        return Collections.unmodifiableCollection(all.values());
    }

    /** The pool of this id, if there is one. */
    public Optional<Pool> findPool(String id) {
        return find(pools, id);
    }

    /** The job of this id, if there is one. */
    public Optional<Job> findJob(String id) {
        return find(jobs, id);
    }

    /** The schedule of this id, if there is one. */
    public Optional<JobSchedule> findSchedule(String id) {
        return find(schedules, id);
    }

    private <T> Optional<T> find(NavigableMap<String, T> all, String id) {
        engine.timeline().requireLock();
        return Optional.ofNullable(all.get(id));
    }

    /**
     * The pool of this id.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}
     */
    public Pool pool(String id) {
        return findPool(id).orElseThrow(BatchErrorCode.POOL_NOT_FOUND::exception);
    }

    /**
     * The pool of this id, which is not on its way out.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code PoolBeingDeleted}
     */
    public Pool activePool(String id) {
        Pool pool = pool(id);
        if (pool.lifecycle().is(PoolState.DELETING)) {
            throw BatchErrorCode.POOL_BEING_DELETED.exception();
        }
        return pool;
    }

    /**
     * The node of a pool.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code NodeNotFound}
     */
    public ComputeNode node(String poolId, String nodeId) {
        return pool(poolId).node(nodeId).orElseThrow(BatchErrorCode.NODE_NOT_FOUND::exception);
    }

    /**
     * The job of this id.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}
     */
    public Job job(String id) {
        return findJob(id).orElseThrow(BatchErrorCode.JOB_NOT_FOUND::exception);
    }

    /**
     * The job of this id, which has not ended: it can be changed and takes tasks.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code JobBeingDeleted},
     *     {@code JobBeingTerminated}, {@code JobCompleted}
     */
    public Job openJob(String id) {
        Job job = job(id);
        switch (job.state()) {
            case DELETING -> throw BatchErrorCode.JOB_BEING_DELETED.exception();
            case TERMINATING -> throw BatchErrorCode.JOB_BEING_TERMINATED.exception();
            case COMPLETED -> throw BatchErrorCode.JOB_COMPLETED.exception();
            default -> {
                return job;
            }
        }
    }

    /**
     * The schedule of this id.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobScheduleNotFound}
     */
    public JobSchedule schedule(String id) {
        return findSchedule(id).orElseThrow(BatchErrorCode.JOB_SCHEDULE_NOT_FOUND::exception);
    }

    /**
     * The schedule of this id, which has not ended.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobScheduleNotFound}, {@code JobScheduleBeingDeleted}
     *     and the like
     */
    public JobSchedule openSchedule(String id) {
        JobSchedule schedule = schedule(id);
        switch (schedule.state()) {
            case DELETING -> throw BatchErrorCode.JOB_SCHEDULE_BEING_DELETED.exception();
            case TERMINATING -> throw BatchErrorCode.JOB_SCHEDULE_BEING_TERMINATED.exception();
            case COMPLETED -> throw BatchErrorCode.JOB_SCHEDULE_COMPLETED.exception();
            default -> {
                return schedule;
            }
        }
    }

    /** The schedule that has made the job, if one has. */
    public Optional<JobSchedule> scheduleOf(Job job) {
        return schedules().stream().filter(schedule -> schedule.owns(job)).findFirst();
    }

    /** A pool is there from now on. */
    public void add(Pool pool) {
        engine.timeline().requireLock();
        pools.put(pool.id(), pool);
        unsaved.added(pool, new Subject.OfPool(pool));
        changes.watch(pool.lifecycle(), () -> new Subject.OfPool(pool));
        changes.watch(pool.allocation(), () -> new Subject.OfAllocation(pool));
    }

    /** A node is in its pool from now on. */
    public void add(Pool pool, ComputeNode node) {
        pool.add(node);
        unsaved.added(node, new Subject.OfNode(pool, node));
        changes.watch(node.lifecycle(), () -> new Subject.OfNode(pool, node));
        usage.arrived(node.identity(), pool.settings().vmSize(), engine.now());
    }

    /** A node is in its pool again, with the number that it had. */
    public void restore(Pool pool, ComputeNode node) {
        engine.timeline().requireLock();
        pool.restore(node);
        unsaved.added(node, new Subject.OfNode(pool, node));
        changes.watch(node.lifecycle(), () -> new Subject.OfNode(pool, node));
    }

    /** What the nodes come to. */
    public NodeUsage usage() {
        engine.timeline().requireLock();
        return usage;
    }

    /** A job is there from now on. */
    public void add(Job job) {
        engine.timeline().requireLock();
        jobs.put(job.id(), job);
        unsaved.added(job, new Subject.OfJob(job));
        changes.watch(job.lifecycle(), () -> new Subject.OfJob(job));
    }

    /** A task is in its job from now on; false if there is one of its id already. */
    public boolean add(Job job, Task task) {
        engine.timeline().requireLock();
        if (!job.add(task)) {
            return false;
        }
        unsaved.added(task, new Subject.OfTask(job, task));
        changes.watch(job, task);
        return true;
    }

    /** Tasks are in their job again, by their ids without regard to case, which is no change. */
    public void restore(Job job, NavigableMap<String, Task> tasks) {
        engine.timeline().requireLock();
        job.restore(tasks);
        for (Task task : tasks.values()) {
            unsaved.added(task, new Subject.OfTask(job, task));
            changes.watchSupplied(job, task);
        }
        events.publish(new TasksSupplied(job));
    }

    /** The task is gone from its job. */
    public void remove(Job job, Task task) {
        engine.timeline().requireLock();
        job.remove(task);
        unsaved.removed(new Subject.OfTask(job, task));
        unsaved.recalled(recent -> recent.task().equals(task));
    }

    /** A schedule is there from now on. */
    public void add(JobSchedule schedule) {
        engine.timeline().requireLock();
        schedules.put(schedule.id(), schedule);
        unsaved.added(schedule, new Subject.OfSchedule(schedule));
        changes.watch(schedule.lifecycle(), () -> new Subject.OfSchedule(schedule));
    }

    /** The pool is gone. */
    public void remove(Pool pool) {
        engine.timeline().requireLock();
        if (pools.remove(pool.id(), pool)) {
            unsaved.removed(new Subject.OfPool(pool));
            events.publish(new PoolRemoved(pool));
        }
    }

    /** The node is gone from its pool. */
    public void remove(Pool pool, ComputeNode node) {
        pool.remove(node);
        unsaved.removed(new Subject.OfNode(pool, node));
        events.publish(new NodeRemoved(pool, node));
        usage.left(node.identity(), engine.now());
    }

    /** The job is gone; false if it was already, or another one has its id. */
    public boolean remove(Job job) {
        engine.timeline().requireLock();
        boolean there = jobs.remove(job.id(), job);
        if (there) {
            job.removed();
            unsaved.removed(new Subject.OfJob(job));
            unsaved.recalled(recent -> recent.jobId().equals(job.id()));
            // What a schedule keeps of its latest job is from now on all that is left of that.
            schedules.values().stream()
                    .filter(schedule -> job.equals(schedule.recentJob()))
                    .forEach(schedule -> unsaved.changed(new Subject.OfSchedule(schedule)));
            events.publish(new JobRemoved(job));
            changes.forget(job);
            unsaved.forget(job);
        }
        return there;
    }

    /** The schedule is gone. */
    public void remove(JobSchedule schedule) {
        engine.timeline().requireLock();
        if (schedules.remove(schedule.id(), schedule)) {
            unsaved.removed(new Subject.OfSchedule(schedule));
        }
    }

    /**
     * Refuses one more job or schedule if the account may not have it.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code ActiveJobAndScheduleQuotaReached}
     */
    public void refuseOverQuota() {
        long open =
                jobs().stream().filter(job -> job.state() != JobState.COMPLETED).count()
                        + schedules().stream()
                                .filter(schedule -> schedule.state() != JobScheduleState.COMPLETED)
                                .count();
        if (open >= quotas.activeJobsAndSchedules()) {
            throw BatchErrorCode.ACTIVE_JOB_AND_SCHEDULE_QUOTA_REACHED.exception();
        }
    }
}
