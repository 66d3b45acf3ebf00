package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.JobScheduleState;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.ScheduleSpec;
import io.github.batchbench.fake.pools.AutoPools;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations on job schedules. The documents given are checked and normalised already. */
public final class JobSchedules {
    private final Engine engine;
    private final Entities entities;
    private final Jobs jobs;
    private final AutoPools autoPools;
    private final JobRules rules;
    private final Map<JobSchedule, Timeline.Event> due = new HashMap<>();

    JobSchedules(Engine engine, Entities entities, Jobs jobs, AutoPools autoPools, JobRules rules) {
        this.engine = engine;
        this.entities = entities;
        this.jobs = jobs;
        this.autoPools = autoPools;
        this.rules = rules;
        engine.onReset(due::clear);
    }

    /**
     * Checks a schedule that someone asks for, or a change of one, by itself: bodies are checked before the entity is
     * looked for (recorded).
     *
     * @throws io.github.batchbench.fake.model.BatchException for the first rule that the specification of its jobs breaks
     */
    public void check(Document body, Authentication authentication) {
        new ScheduleSpec(body).namedJob().ifPresent(job -> rules.check(job, authentication));
    }

    /** Adds a schedule that someone asks for: {@link #check} and {@link #add(Document)}. */
    public JobSchedule add(Document spec, Authentication authentication) {
        check(spec, authentication);
        return add(spec);
    }

    /**
     * Adds a schedule; its first job is made when it is due.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobScheduleExists}, {@code JobScheduleBeingDeleted},
     *     {@code JobWithSameIdExists}, {@code ActiveJobAndScheduleQuotaReached}
     */
    public JobSchedule add(Document spec) {
        return engine.exclusively(() -> {
            String id = new ScheduleSpec(spec).id();
            entities.findSchedule(id).ifPresent(present -> {
                throw switch (present.state()) {
                    case DELETING -> BatchErrorCode.JOB_SCHEDULE_BEING_DELETED.exception();
                    case COMPLETED -> BatchErrorCode.JOB_SCHEDULE_COMPLETED.exception();
                    default -> BatchErrorCode.JOB_SCHEDULE_EXISTS.exception();
                };
            });
            if (entities.findJob(id).isPresent()) {
                throw BatchErrorCode.JOB_WITH_SAME_ID_EXISTS.exception();
            }
            entities.refuseOverQuota();
            JobSchedule schedule = new JobSchedule(id, spec, now());
            entities.add(schedule);
            plan(schedule, firstRun(schedule));
            return schedule;
        });
    }

    /**
     * The schedule of this id, whatever the case of its letters.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobScheduleNotFound}
     */
    public JobSchedule get(String id) {
        return engine.exclusively(() -> entities.schedule(id));
    }

    /** All schedules as they are now, sorted by id. What they hold is to be read under the lock. */
    public List<JobSchedule> all() {
        return engine.exclusively(() -> List.copyOf(entities.schedules()));
    }

    /** The jobs that a schedule has made and that are still there, sorted by id. */
    public List<Job> jobs(String id) {
        return engine.exclusively(() -> {
            JobSchedule schedule = entities.schedule(id);
            return entities.jobs().stream().filter(schedule::owns).toList();
        });
    }

    /** Changes what a patch names of a schedule; jobs that are there are not changed (documented). */
    public JobSchedule patch(String id, Document patch) {
        return change(id, settings -> settings.json().merged(patch));
    }

    /** Replaces what can be replaced of a schedule; jobs that are there are not changed (documented). */
    public JobSchedule update(String id, Document update) {
        return change(id, settings -> settings.replaced(update));
    }

    private JobSchedule change(String id, Function<ScheduleSpec, Document> change) {
        return engine.exclusively(() -> {
            JobSchedule schedule = entities.openSchedule(id);
            Document spec = change.apply(schedule.settings());
            boolean otherTimes =
                    !new ScheduleSpec(spec).times().equals(schedule.settings().times());
            schedule.update(spec, now());
            if (otherTimes && schedule.state() == JobScheduleState.ACTIVE && !schedule.hasOpenJob()) {
                plan(schedule, firstRun(schedule));
            }
            return schedule;
        });
    }

    /** From now on it makes no jobs; the one that is there goes on. */
    public JobSchedule disable(String id) {
        return engine.exclusively(() -> {
            JobSchedule schedule = entities.openSchedule(id);
            schedule.touch(now());
            if (schedule.state() == JobScheduleState.ACTIVE) {
                move(schedule, JobScheduleState.DISABLED);
                unplan(schedule);
            }
            return schedule;
        });
    }

    /** It makes jobs again. */
    public JobSchedule enable(String id) {
        return engine.exclusively(() -> {
            JobSchedule schedule = entities.openSchedule(id);
            schedule.touch(now());
            if (schedule.state() == JobScheduleState.DISABLED) {
                move(schedule, JobScheduleState.ACTIVE);
                if (!schedule.hasOpenJob()) {
                    plan(schedule, firstRun(schedule));
                }
            }
            return schedule;
        });
    }

    /** Starts to terminate a schedule and its open job, however long release tasks take. */
    public JobSchedule terminate(String id) {
        return terminate(id, null);
    }

    /**
     * Starts to terminate a schedule and its open job.
     *
     * @param forceAfter as {@link Jobs#terminate}
     */
    public JobSchedule terminate(String id, @Nullable Duration forceAfter) {
        return engine.exclusively(() -> {
            JobSchedule schedule = entities.openSchedule(id);
            schedule.touch(now());
            move(schedule, JobScheduleState.TERMINATING);
            unplan(schedule);
            Job job = schedule.recentJob();
            if (job != null && schedule.hasOpenJob() && job.state() != JobState.TERMINATING) {
                jobs.terminate(job.id(), "TerminateJobSchedule", forceAfter);
            }
            completeLater(schedule);
            return schedule;
        });
    }

    private void completeLater(JobSchedule schedule) {
        engine.after(Latencies::transition, () -> {
            if (schedule.state() == JobScheduleState.TERMINATING) {
                complete(schedule);
            }
        });
    }

    /** Starts to delete a schedule and all its jobs, however long release tasks take. */
    public void delete(String id) {
        delete(id, null);
    }

    /**
     * Starts to delete a schedule and all its jobs.
     *
     * @param forceAfter as {@link Jobs#delete}
     */
    public void delete(String id, @Nullable Duration forceAfter) {
        engine.exclusively(() -> {
            JobSchedule schedule = entities.schedule(id);
            if (schedule.state() == JobScheduleState.DELETING) {
                throw BatchErrorCode.JOB_SCHEDULE_BEING_DELETED.exception();
            }
            move(schedule, JobScheduleState.DELETING);
            unplan(schedule);
            for (Job job : jobs(id)) {
                if (job.state() != JobState.DELETING) {
                    jobs.delete(job.id(), forceAfter);
                }
            }
            removeLater(schedule);
        });
    }

    private void removeLater(JobSchedule schedule) {
        engine.after(Latencies::deletion, () -> {
            entities.remove(schedule);
            autoPools.release(schedule);
        });
    }

    /** A schedule is there again, and goes on with what it was in the middle of. Under the lock. */
    void restore(JobSchedule schedule, @Nullable String autoPool) {
        entities.add(schedule);
        if (autoPool != null) {
            autoPools.restore(schedule, autoPool);
        }
        Instant nextRun = schedule.nextRunTime();
        switch (schedule.state()) {
            case ACTIVE -> {
                if (nextRun != null) {
                    plan(schedule, nextRun);
                }
            }
            case TERMINATING -> completeLater(schedule);
            case DELETING -> removeLater(schedule);
            case DISABLED, COMPLETED -> {}
        }
    }

    /** A job has completed or is being deleted. */
    void ended(Job job) {
        for (JobSchedule schedule : all()) {
            if (job.equals(schedule.recentJob())) {
                next(schedule);
            }
        }
    }

    private void next(JobSchedule schedule) {
        if (schedule.state() != JobScheduleState.ACTIVE) {
            return;
        }
        Instant nextRun = schedule.nextRunTime();
        if (nextRun == null) {
            complete(schedule);
        } else if (!nextRun.isAfter(now())) {
            run(schedule, nextRun);
        }
    }

    /** A job is due: it is made, unless the one before is still open; then it waits for that. */
    private void run(JobSchedule schedule, Instant dueAt) {
        if (schedule.state() != JobScheduleState.ACTIVE || schedule.hasOpenJob()) {
            return;
        }
        Instant runAt = withinStartWindow(schedule, dueAt);
        if (runAt.isAfter(now())) {
            plan(schedule, runAt);
            return;
        }
        unplan(schedule);
        String id = schedule.nextJobId();
        schedule.made(jobs.create(id, schedule.settings().job().json().with("id", id)));
        schedule.settings().recurrenceInterval().ifPresent(interval -> plan(schedule, runAt.plus(interval)));
    }

    /** Opportunities whose start window is over are lost (documented). */
    private Instant withinStartWindow(JobSchedule schedule, Instant dueAt) {
        Duration window = schedule.settings().startWindow().orElse(null);
        Duration interval = schedule.settings().recurrenceInterval().orElse(null);
        Instant runAt = dueAt;
        while (window != null && interval != null && runAt.plus(window).isBefore(now())) {
            runAt = runAt.plus(interval);
        }
        return runAt;
    }

    private Instant firstRun(JobSchedule schedule) {
        Instant earliest = schedule.settings().doNotRunUntil().orElse(now());
        return earliest.isAfter(now()) ? earliest : now();
    }

    private void plan(JobSchedule schedule, Instant at) {
        unplan(schedule);
        boolean tooLate = schedule.settings().doNotRunAfter().map(at::isAfter).orElse(false);
        if (tooLate) {
            if (!schedule.hasOpenJob()) {
                complete(schedule);
            }
            return;
        }
        schedule.nextRunTime(at);
        Duration delay = Duration.between(now(), at);
        due.put(schedule, engine.scheduleDeadline(delay.isNegative() ? Duration.ZERO : delay, () -> run(schedule, at)));
    }

    private void unplan(JobSchedule schedule) {
        schedule.nextRunTime(null);
        Timeline.Event event = due.remove(schedule);
        if (event != null) {
            event.cancel();
        }
    }

    private void complete(JobSchedule schedule) {
        move(schedule, JobScheduleState.COMPLETED);
        schedule.endTime(now());
        autoPools.release(schedule);
    }

    private void move(JobSchedule schedule, JobScheduleState next) {
        schedule.lifecycle().to(next, now(), () -> "job schedule " + schedule.id());
    }

    private Instant now() {
        return engine.now();
    }
}
