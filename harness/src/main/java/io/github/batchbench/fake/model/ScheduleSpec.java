package io.github.batchbench.fake.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What clients say of a job schedule, as the service understands it. */
public record ScheduleSpec(Document json) {
    /** Its id. */
    public String id() {
        return json.string("id").orElseThrow();
    }

    /** When its jobs are due, as a whole. */
    public Document times() {
        return json.object("schedule").orElse(Document.EMPTY);
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
        return new JobSpec(json.object("jobSpecification").orElse(Document.EMPTY));
    }
}
