package io.github.batchbench.fake.node.containers;

import io.github.batchbench.fake.model.ContainerInfo;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of a run's container; it stays when the run is over. Thread-safe. */
public final class ContainerState implements Supplier<Optional<ContainerInfo>> {
    private volatile @Nullable ContainerInfo info;

    /** What is known now. */
    @Override
    public Optional<ContainerInfo> get() {
        return Optional.ofNullable(info);
    }

    void isNone() {
        info = null;
    }

    void is(String id, String state, String error) {
        info = new ContainerInfo(id, state, error);
    }
}
