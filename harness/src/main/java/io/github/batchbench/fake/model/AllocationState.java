package io.github.batchbench.fake.model;

import java.util.EnumSet;
import java.util.Set;

/** Whether a pool is at its size. */
public enum AllocationState implements State<AllocationState> {
    /** No resize under way. */
    STEADY("steady"),
    /** Nodes are being added or removed. */
    RESIZING("resizing"),
    /** A resize is being stopped. */
    STOPPING("stopping");

    private final String wireName;

    AllocationState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<AllocationState> successors() {
        return switch (this) {
            case STEADY -> EnumSet.of(RESIZING);
            case RESIZING -> EnumSet.of(STEADY, STOPPING);
            case STOPPING -> EnumSet.of(STEADY, RESIZING);
        };
    }
}
