package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.pools.AutoPools;
import io.github.batchbench.fake.pools.PoolRules;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent.JobEnded;
import io.github.batchbench.fake.state.ServiceEvent.TaskCompleted;
import io.github.batchbench.fake.time.Engine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** This package put together: what it offers to those above, and what it is to hear from those below. */
public final class JobServices {
    private final Engine engine;
    private final Entities entities;
    private final Completions completions;
    private final Tasks tasks;
    private final Jobs jobs;
    private final JobSchedules schedules;

    /** No job is there yet. */
    public JobServices(
            Engine engine,
            Entities entities,
            Machines machines,
            Events events,
            Scheduler scheduler,
            TaskRuns taskRuns,
            PreparationAndRelease preparationAndRelease,
            Retention retention,
            AutoPools autoPools,
            PoolRules poolRules,
            Strictness strictness) {
        JobRules rules = new JobRules(poolRules, strictness);
        JobLife life = new JobLife(
                engine, entities, machines, events, scheduler, taskRuns, preparationAndRelease, retention, autoPools);
        this.engine = engine;
        this.entities = entities;
        this.completions = new Completions(engine, entities, life, scheduler);
        this.tasks =
                new Tasks(engine, entities, events, machines, scheduler, taskRuns, retention, life, completions, rules);
        this.jobs = new Jobs(engine, entities, scheduler, life, completions, tasks, rules);
        this.schedules = new JobSchedules(engine, entities, jobs, autoPools, rules);
    }

    /** Operations on tasks. */
    public Tasks tasks() {
        return tasks;
    }

    /** Operations on jobs. */
    public Jobs jobs() {
        return jobs;
    }

    /** Operations on job schedules. */
    public JobSchedules schedules() {
        return schedules;
    }

    /** A task has completed: what depends on it may run, and its job may end. */
    public void hear(TaskCompleted event) {
        completions.completed(event.job(), event.task(), event.stage());
    }

    /** A job has ended: the next one of its schedule is due. */
    public void hear(JobEnded event) {
        schedules.ended(event.job());
    }

    /**
     * What is kept of an account's jobs, to be there again later.
     *
     * @param tasksAdded how many tasks were added to the account
     */
    public record Kept(List<KeptJob> jobs, List<JobSchedule.ScheduleKept> schedules, long tasksAdded) {}

    /**
     * A job with its tasks.
     *
     * @param satisfied the ids of its tasks that have satisfied what depends on them
     */
    public record KeptJob(Job.JobKept job, List<Task.TaskKept> tasks, List<String> satisfied) {}

    /** What is kept of the jobs. Under the lock. */
    public Kept kept() {
        return new Kept(
                entities.jobs().stream()
                        .map(job -> new KeptJob(
                                job.kept(),
                                job.tasks().stream().map(Task::kept).toList(),
                                List.copyOf(completions.satisfied(job))))
                        .toList(),
                entities.schedules().stream().map(JobSchedule::kept).toList(),
                tasks.added());
    }

    /**
     * All jobs are there again, and go on with what they were in the middle of; the pools are there already. Under the lock.
     *
     * @param again the tasks of jobs by the jobs' ids and by their own, in place of those that are kept
     * @param autoPools the auto pools of schedules, by the schedules' ids
     */
    public void restore(Kept kept, Map<String, NavigableMap<String, Task>> again, Map<String, String> autoPools) {
        engine.timeline().requireLock();
        tasks.added(kept.tasksAdded());
        for (KeptJob each : kept.jobs()) {
            Job job = new Job(each.job());
            jobs.restore(job, again.getOrDefault(job.id(), Collections.emptyNavigableMap()), each.satisfied());
        }
        for (JobSchedule.ScheduleKept each : kept.schedules()) {
            Job.JobKept latest = each.recentJob();
            Job recent = latest == null
                    ? null
                    : entities.findJob(latest.entity().id()).orElseGet(() -> new Job(latest));
            JobSchedule schedule = new JobSchedule(each, recent);
            schedules.restore(schedule, autoPools.get(schedule.id()));
        }
    }
}
