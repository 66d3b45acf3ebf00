package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.JobScheduleState;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations on job schedules. The documents given are checked and normalised already. */
public final class JobSchedules {
    private final BatchAccount account;
    private final Map<JobSchedule, Timeline.Event> due = new HashMap<>();

    public JobSchedules(BatchAccount account) {
        this.account = account;
    }

    /**
     * Adds a schedule; its first job is made when it is due.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobScheduleExists}, {@code JobScheduleBeingDeleted},
     *     {@code JobWithSameIdExists}, {@code ActiveJobAndScheduleQuotaReached}
     */
    public JobSchedule add(Document spec) {
        return account.exclusively(() -> {
            String id = spec.string("id").orElseThrow();
            JobSchedule present = account.schedulesById().get(id);
            if (present != null) {
                throw (present.state() == JobScheduleState.DELETING
                                ? BatchErrorCode.JOB_SCHEDULE_BEING_DELETED
                                : BatchErrorCode.JOB_SCHEDULE_EXISTS)
                        .exception();
            }
            if (account.jobsById().containsKey(id)) {
                throw BatchErrorCode.JOB_WITH_SAME_ID_EXISTS.exception();
            }
            account.refuseOverQuota();
            JobSchedule schedule = new JobSchedule(id, spec, now());
            account.schedulesById().put(id, schedule);
            account.changes().watch(schedule.lifecycle(), "job schedule " + id);
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
        return account.exclusively(() -> {
            JobSchedule schedule = account.schedulesById().get(id);
            if (schedule == null) {
                throw BatchErrorCode.JOB_SCHEDULE_NOT_FOUND.exception();
            }
            return schedule;
        });
    }

    /** All schedules, sorted by id; to be read under {@link BatchAccount#exclusively}. */
    public Collection<JobSchedule> all() {
        return account.schedulesById().values();
    }

    /** The jobs that a schedule has made and that are still there, sorted by id. */
    public List<Job> jobs(String id) {
        return account.exclusively(() -> {
            JobSchedule schedule = get(id);
            return account.jobsById().values().stream().filter(schedule::owns).toList();
        });
    }

    /** Replaces what clients sent of a schedule; jobs that are there are not changed (documented). */
    public JobSchedule update(String id, Document spec) {
        return account.exclusively(() -> {
            JobSchedule schedule = open(id);
            boolean otherTimes = !spec.object("schedule").equals(schedule.spec().object("schedule"));
            schedule.update(spec, now());
            if (otherTimes && schedule.state() == JobScheduleState.ACTIVE && !schedule.hasOpenJob()) {
                plan(schedule, firstRun(schedule));
            }
            return schedule;
        });
    }

    /** From now on it makes no jobs; the one that is there goes on. */
    public JobSchedule disable(String id) {
        return account.exclusively(() -> {
            JobSchedule schedule = open(id);
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
        return account.exclusively(() -> {
            JobSchedule schedule = open(id);
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

    /** Starts to terminate a schedule and its open job, with all patience. */
    public JobSchedule terminate(String id) {
        return terminate(id, null);
    }

    /**
     * Starts to terminate a schedule and its open job.
     *
     * @param patience as {@link Jobs#terminate}
     */
    public JobSchedule terminate(String id, @Nullable Duration patience) {
        return account.exclusively(() -> {
            JobSchedule schedule = open(id);
            schedule.touch(now());
            move(schedule, JobScheduleState.TERMINATING);
            unplan(schedule);
            Job job = schedule.recentJob();
            if (job != null && schedule.hasOpenJob() && job.state() != JobState.TERMINATING) {
                account.jobs().terminate(job.id(), "TerminateJobSchedule", patience);
            }
            account.after(Latencies::transition, () -> {
                if (schedule.state() == JobScheduleState.TERMINATING) {
                    complete(schedule);
                }
            });
            return schedule;
        });
    }

    /** Starts to delete a schedule and all its jobs, with all patience. */
    public void delete(String id) {
        delete(id, null);
    }

    /**
     * Starts to delete a schedule and all its jobs.
     *
     * @param patience as {@link Jobs#delete}
     */
    public void delete(String id, @Nullable Duration patience) {
        account.timeline().exclusively(() -> {
            JobSchedule schedule = get(id);
            if (schedule.state() == JobScheduleState.DELETING) {
                throw BatchErrorCode.JOB_SCHEDULE_BEING_DELETED.exception();
            }
            move(schedule, JobScheduleState.DELETING);
            unplan(schedule);
            for (Job job : jobs(id)) {
                if (job.state() != JobState.DELETING) {
                    account.jobs().delete(job.id(), patience);
                }
            }
            account.after(Latencies::deletion, () -> {
                account.schedulesById().remove(id, schedule);
                account.autoPools().release(schedule);
            });
        });
    }

    /** A job has completed or is being deleted. */
    void ended(Job job) {
        for (JobSchedule schedule : List.copyOf(all())) {
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
        Document spec = schedule.spec().object("jobSpecification").orElse(Document.EMPTY);
        schedule.made(account.jobs().create(spec.with("id", schedule.nextJobId())));
        schedule.times().duration("recurrenceInterval").ifPresent(interval -> plan(schedule, runAt.plus(interval)));
    }

    /** Opportunities whose start window is over are lost (documented). */
    private Instant withinStartWindow(JobSchedule schedule, Instant dueAt) {
        Duration window = schedule.times().duration("startWindow").orElse(null);
        Duration interval = schedule.times().duration("recurrenceInterval").orElse(null);
        Instant runAt = dueAt;
        while (window != null && interval != null && runAt.plus(window).isBefore(now())) {
            runAt = runAt.plus(interval);
        }
        return runAt;
    }

    private Instant firstRun(JobSchedule schedule) {
        Instant earliest = schedule.times().instant("doNotRunUntil").orElse(now());
        return earliest.isAfter(now()) ? earliest : now();
    }

    private void plan(JobSchedule schedule, Instant at) {
        unplan(schedule);
        boolean tooLate =
                schedule.times().instant("doNotRunAfter").map(at::isAfter).orElse(false);
        if (tooLate) {
            if (!schedule.hasOpenJob()) {
                complete(schedule);
            }
            return;
        }
        schedule.nextRunTime(at);
        Duration delay = Duration.between(now(), at);
        due.put(
                schedule,
                account.scheduleDeadline(delay.isNegative() ? Duration.ZERO : delay, () -> run(schedule, at)));
    }

    private void unplan(JobSchedule schedule) {
        schedule.nextRunTime(null);
        Timeline.Event event = due.remove(schedule);
        if (event != null) {
            event.cancel();
        }
    }

    public void clear() {
        due.clear();
    }

    private void complete(JobSchedule schedule) {
        move(schedule, JobScheduleState.COMPLETED);
        schedule.endTime(now());
        account.autoPools().release(schedule);
    }

    private JobSchedule open(String id) {
        JobSchedule schedule = get(id);
        switch (schedule.state()) {
            case DELETING -> throw BatchErrorCode.JOB_SCHEDULE_BEING_DELETED.exception();
            case TERMINATING -> throw BatchErrorCode.JOB_SCHEDULE_BEING_TERMINATED.exception();
            case COMPLETED -> throw BatchErrorCode.JOB_SCHEDULE_COMPLETED.exception();
            default -> {
                return schedule;
            }
        }
    }

    private void move(JobSchedule schedule, JobScheduleState next) {
        schedule.lifecycle().to(next, now(), "job schedule " + schedule.id());
    }

    private Instant now() {
        return account.timeline().instant();
    }
}
