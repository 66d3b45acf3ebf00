package io.github.batchbench.fake.model;

import java.util.EnumSet;
import java.util.Set;

/** States of a job schedule. */
public enum JobScheduleState implements State<JobScheduleState> {
    /** Makes jobs when they are due. */
    ACTIVE("active"),
    /** Makes no jobs. */
    DISABLED("disabled"),
    /** Its active job is being ended. */
    TERMINATING("terminating"),
    /** Makes no more jobs. */
    COMPLETED("completed"),
    /** On its way out. */
    DELETING("deleting");

    private final String wireName;

    JobScheduleState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<JobScheduleState> successors() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(DISABLED, TERMINATING, COMPLETED, DELETING);
            case DISABLED -> EnumSet.of(ACTIVE, TERMINATING, DELETING);
            case TERMINATING -> EnumSet.of(COMPLETED, DELETING);
            case COMPLETED -> EnumSet.of(DELETING);
            case DELETING -> EnumSet.noneOf(JobScheduleState.class);
        };
    }
}
