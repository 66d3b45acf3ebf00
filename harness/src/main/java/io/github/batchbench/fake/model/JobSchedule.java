package io.github.batchbench.fake.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job schedule: it makes jobs, at most one of them open at any time. Guarded by the account's lock. */
public final class JobSchedule {
    private final String id;
    private final Instant creationTime;
    private final Lifecycle<JobScheduleState> lifecycle;
    private Document spec;
    private Revision revision;
    private @Nullable Instant nextRunTime;
    private @Nullable Instant endTime;
    private @Nullable Job recentJob;
    private int jobsMade;

    /** A new schedule, active. */
    public JobSchedule(String id, Document spec, Instant now) {
        this.id = id;
        this.spec = spec;
        this.revision = new Revision(now);
        this.creationTime = revision.lastModified();
        this.lifecycle = new Lifecycle<>(JobScheduleState.ACTIVE, creationTime);
    }

    /** The id as its creator wrote it. */
    public String id() {
        return id;
    }

    /** The schedule as clients sent it, normalised. */
    public Document spec() {
        return spec;
    }

    /** When its jobs are due: the part {@code schedule} of what was sent. */
    public Document times() {
        return spec.object("schedule").orElse(Document.EMPTY);
    }

    /** Replaces what was sent; a client write. */
    public void update(Document newSpec, Instant now) {
        spec = newSpec;
        touch(now);
    }

    /** A client wrote to it. */
    public void touch(Instant now) {
        revision = revision.next(now);
    }

    /** Last client write. */
    public Revision revision() {
        return revision;
    }

    /** When it was added. */
    public Instant creationTime() {
        return creationTime;
    }

    /** Its state and when it was entered. */
    public Lifecycle<JobScheduleState> lifecycle() {
        return lifecycle;
    }

    /** Its state. */
    public JobScheduleState state() {
        return lifecycle.state();
    }

    /** When the next job is due, null if none is to come. */
    public @Nullable Instant nextRunTime() {
        return nextRunTime;
    }

    /** Sets when the next job is due. */
    public void nextRunTime(@Nullable Instant at) {
        nextRunTime = at;
    }

    /** When it completed, null before. */
    public @Nullable Instant endTime() {
        return endTime;
    }

    /** Notes when it completed. */
    public void endTime(Instant at) {
        endTime = at;
    }

    /** The latest job it made, null before the first. */
    public @Nullable Job recentJob() {
        return recentJob;
    }

    /** The id of the job it makes next: {@code SCHEDULE:job-N} (recorded). */
    public String nextJobId() {
        return id + ":job-" + (jobsMade + 1);
    }

    /** Notes that it made a job. */
    public void made(Job job) {
        recentJob = job;
        jobsMade++;
    }

    /** Whether its latest job has not ended yet. */
    public boolean hasOpenJob() {
        return recentJob != null && recentJob.state() != JobState.COMPLETED && recentJob.state() != JobState.DELETING;
    }

    /** Whether the job was made by this schedule. */
    public boolean owns(Job job) {
        return job.id().regionMatches(true, 0, id + ":", 0, id.length() + 1);
    }
}
