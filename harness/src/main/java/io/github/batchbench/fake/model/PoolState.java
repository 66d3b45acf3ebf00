package io.github.batchbench.fake.model;

import java.util.EnumSet;
import java.util.Set;

/** States of a pool. */
public enum PoolState implements State<PoolState> {
    /** There. */
    ACTIVE("active"),
    /** On its way out. */
    DELETING("deleting");

    private final String wireName;

    PoolState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<PoolState> successors() {
        return switch (this) {
            case ACTIVE -> EnumSet.of(DELETING);
            case DELETING -> EnumSet.noneOf(PoolState.class);
        };
    }
}
