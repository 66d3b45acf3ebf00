package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.State;
import java.util.EnumSet;
import java.util.Set;

/** How far a Batch account has come. */
public enum ProvisioningState implements State<ProvisioningState> {
    /** It is being made. */
    CREATING("Creating"),
    /** It is there. */
    SUCCEEDED("Succeeded"),
    /** It is on its way out. */
    DELETING("Deleting");

    private final String wireName;

    ProvisioningState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    @Override
    public Set<ProvisioningState> successors() {
        return switch (this) {
            case CREATING -> EnumSet.of(SUCCEEDED, DELETING);
            case SUCCEEDED -> EnumSet.of(DELETING);
            case DELETING -> EnumSet.noneOf(ProvisioningState.class);
        };
    }
}
