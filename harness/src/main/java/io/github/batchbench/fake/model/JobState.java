package io.github.batchbench.fake.model;

import java.util.EnumSet;
import java.util.Set;

/** States of a job. */
public enum JobState implements State<JobState> {
    /** Takes tasks and runs them. */
    ACTIVE("active"),
    /** Running tasks are being dealt with. */
    DISABLING("disabling"),
    /** Runs nothing. */
    DISABLED("disabled"),
    /** About to be active again. */
    ENABLING("enabling"),
    /** Tasks are being ended, release tasks run. */
    TERMINATING("terminating"),
    /** Over; takes no more tasks. */
    COMPLETED("completed"),
    /** On its way out. */
    DELETING("deleting");

    private final String wireName;

    JobState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<JobState> successors() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(DISABLING, TERMINATING, DELETING);
            case DISABLING -> EnumSet.of(DISABLED, ENABLING, TERMINATING, DELETING);
            case DISABLED -> EnumSet.of(ENABLING, TERMINATING, DELETING);
            case ENABLING -> EnumSet.of(ACTIVE, TERMINATING, DELETING);
            case TERMINATING -> EnumSet.of(COMPLETED, DELETING);
            case COMPLETED -> EnumSet.of(DELETING);
            case DELETING -> EnumSet.noneOf(JobState.class);
        };
    }
}
