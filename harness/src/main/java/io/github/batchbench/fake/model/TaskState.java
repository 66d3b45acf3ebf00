package io.github.batchbench.fake.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** Made once: states change millions of times in a simulation. */
    private static final Map<TaskState, Set<TaskState>> SUCCESSORS =
            new EnumMap<>(Arrays.stream(values()).collect(Collectors.toMap(Function.identity(), TaskState::table)));

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
        return Objects.requireNonNull(SUCCESSORS.get(this));
    }

    private Set<TaskState> table() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(PREPARING, RUNNING, COMPLETED);
            case PREPARING -> EnumSet.of(RUNNING, ACTIVE, COMPLETED);
            case RUNNING -> EnumSet.of(ACTIVE, COMPLETED);
            case COMPLETED -> EnumSet.of(ACTIVE);
        };
    }
}
