package io.github.batchbench.fake.model;

import java.util.EnumSet;
import java.util.Set;

/** States of a task. */
public enum TaskState implements State<TaskState> {
    /** Queued, or waiting for what it depends on. */
    ACTIVE("active"),
    /** On a node, while the job preparation task runs there. */
    PREPARING("preparing"),
    /** On a node: files coming, command running or files going. */
    RUNNING("running"),
    /** Ended, well or not; active again only by reactivation. */
    COMPLETED("completed");

    private final String wireName;

    TaskState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<TaskState> successors() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(PREPARING, RUNNING, COMPLETED);
            case PREPARING -> EnumSet.of(RUNNING, ACTIVE, COMPLETED);
            case RUNNING -> EnumSet.of(ACTIVE, COMPLETED);
            case COMPLETED -> EnumSet.of(ACTIVE);
        };
    }
}
