package io.github.batchbench.fake.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What clients say of a job schedule, as the service understands it. */
public record ScheduleSpec(Document json) {
    private static final String TIMES = "schedule";
    private static final String JOB = "jobSpecification";

    /** Its id. */
    public String id() {
        return json.string("id").orElseThrow();
    }

    /** When its jobs are due, as a whole. */
    public Document times() {
        return json.object(TIMES).orElse(Document.EMPTY);
    }

    /** How long between two jobs; empty if there is only one. */
    public Optional<Duration> recurrenceInterval() {
        return times().duration("recurrenceInterval");
    }

    /** How long after it was due a job may still be made; empty for ever. */
    public Optional<Duration> startWindow() {
        return times().duration("startWindow");
    }

    /** When its first job is due at the earliest. */
    public Optional<Instant> doNotRunUntil() {
        return times().instant("doNotRunUntil");
    }

    /** When its last job is due at the latest. */
    public Optional<Instant> doNotRunAfter() {
        return times().instant("doNotRunAfter");
    }

    /** What its jobs are. */
    public JobSpec job() {
        return namedJob().orElse(new JobSpec(Document.EMPTY));
    }

    /** What its jobs are to be, if that is said; a patch need not. */
    public Optional<JobSpec> namedJob() {
        return json.object(JOB).map(JobSpec::new);
    }

    /** The schedule's document after an update: what the update does not name of these goes. */
    public Document replaced(Document update) {
        return json.replaced(update, List.of(TIMES, JOB, "metadata"));
    }
}
