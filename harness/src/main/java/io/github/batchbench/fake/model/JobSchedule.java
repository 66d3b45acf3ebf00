package io.github.batchbench.fake.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job schedule: it makes jobs, at most one of them open at any time. Guarded by the account's lock. */
public final class JobSchedule extends Entity<JobScheduleState> {
    private @Nullable Instant nextRunTime;
    private @Nullable Instant endTime;
    private @Nullable Job recentJob;
    private int jobsMade;

    /** A new schedule, active. */
    public JobSchedule(String id, Document spec, Instant now) {
        super(id, spec, JobScheduleState.ACTIVE, now);
    }

    /**
     * As it was.
     *
     * @param latest the latest job that it made, null if it made none
     */
    public JobSchedule(ScheduleKept kept, @Nullable Job latest) {
        super(kept.entity(), JobScheduleState.values());
        this.nextRunTime = kept.nextRunTime();
        this.endTime = kept.endTime();
        this.recentJob = latest;
        this.jobsMade = kept.jobsMade();
    }

    /**
     * What is kept of a schedule, to be there again later.
     *
     * @param recentJob the latest job that it made, which may be gone; null before the first
     */
    public record ScheduleKept(
            Entity.Kept entity,
            @Nullable Instant nextRunTime,
            @Nullable Instant endTime,
            Job.@Nullable JobKept recentJob,
            int jobsMade) {}

    /** What is kept of it. */
    public ScheduleKept kept() {
        return new ScheduleKept(
                keptEntity(), nextRunTime, endTime, recentJob == null ? null : recentJob.kept(), jobsMade);
    }

    /** What clients sent, as the service understands it. */
    public ScheduleSpec settings() {
        return new ScheduleSpec(spec());
    }

    /** When the next job is due, null if none is to come. */
    public @Nullable Instant nextRunTime() {
        return nextRunTime;
    }

    /** Sets when the next job is due. */
    public void nextRunTime(@Nullable Instant at) {
        nextRunTime = at;
        changed();
    }

    /** When it completed, null before. */
    public @Nullable Instant endTime() {
        return endTime;
    }

    /** Notes when it completed. */
    public void endTime(Instant at) {
        endTime = at;
        changed();
    }

    /** The latest job it made, null before the first. */
    public @Nullable Job recentJob() {
        return recentJob;
    }

    /** The id of the job it makes next: {@code SCHEDULE:job-N} (recorded). */
    public String nextJobId() {
        return id() + ":job-" + (jobsMade + 1);
    }

    /** Notes that it made a job. */
    public void made(Job job) {
        recentJob = job;
        jobsMade++;
        changed();
    }

    /** Whether its latest job has not ended yet. */
    public boolean hasOpenJob() {
        return recentJob != null && recentJob.state() != JobState.COMPLETED && recentJob.state() != JobState.DELETING;
    }

    /** Whether the job was made by this schedule. */
    public boolean owns(Job job) {
        return job.id().regionMatches(true, 0, id() + ":", 0, id().length() + 1);
    }

    @Override
    public String toString() {
        return "job schedule " + id() + " (" + state().wireName() + ")";
    }
}
