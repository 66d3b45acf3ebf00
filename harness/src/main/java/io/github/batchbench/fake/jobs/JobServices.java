package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.Strictness;
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

/** This package put together: what it offers to those above, and what it is to hear from those below. */
public final class JobServices {
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
        this.completions = new Completions(engine, life, scheduler);
        this.tasks = new Tasks(engine, entities, machines, scheduler, taskRuns, retention, life, completions, rules);
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
}
