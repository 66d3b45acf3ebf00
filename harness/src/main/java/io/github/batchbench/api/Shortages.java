package io.github.batchbench.api;

import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.state.Allocation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Which pools get fewer nodes than they ask for; what was said last counts. Thread-safe. */
final class Shortages implements Allocation {
    private final List<Shortage> shortages = new CopyOnWriteArrayList<>();

    Shortage add(Predicate<Pool> pools, int nodes) {
        Shortage shortage = new Shortage(pools, nodes, shortages::remove);
        shortages.add(0, shortage);
        return shortage;
    }

    void clear() {
        shortages.clear();
    }

    @Override
    public Grant grant(Pool pool, PoolSize wanted) {
        return shortages.stream()
                .filter(shortage -> shortage.isOf(pool))
                .findFirst()
                .map(shortage -> shortage.grant(wanted))
                .orElseGet(() -> new Grant(wanted, List.<ResizeError>of()));
    }
}
