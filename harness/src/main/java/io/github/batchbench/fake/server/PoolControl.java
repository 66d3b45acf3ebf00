package io.github.batchbench.fake.server;

import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.service.Allocation;
import io.github.batchbench.fake.service.BatchAccount;
import java.util.List;

/** What a test can do to the pools of the fake. */
public final class PoolControl {
    private final BatchAccount account;

    PoolControl(BatchAccount account) {
        this.account = account;
    }

    /**
     * From now on no pool gets more than so many nodes, of each kind. One that asks for more goes on resizing until its
     * resize time-out, unless {@link Shortage#withResizeError} says what went wrong.
     */
    public Shortage allocate(int nodes) {
        account.allocation((pool, wanted) -> new Allocation.Grant(atMost(nodes, wanted), List.of()));
        return new Shortage(nodes);
    }

    /** Pools get what they ask for again. */
    public void allocateEverything() {
        account.allocation(Allocation.EVERYTHING);
    }

    private static PoolSize atMost(int nodes, PoolSize wanted) {
        return new PoolSize(Math.min(nodes, wanted.dedicated()), Math.min(nodes, wanted.lowPriority()));
    }

    /** Pools that do not get what they ask for. */
    public final class Shortage {
        private final int nodes;

        private Shortage(int nodes) {
            this.nodes = nodes;
        }

        /**
         * The pool is steady at once, with this error in its {@code resizeErrors}.
         *
         * @param code for example {@code AllocationFailed} or {@code AccountCoreQuotaReached}
         */
        public void withResizeError(String code) {
            ResizeError error = new ResizeError(
                    code, "Desired number of nodes could not be allocated (scripted by the test)", List.of());
            account.allocation((pool, wanted) -> {
                PoolSize size = atMost(nodes, wanted);
                return new Allocation.Grant(size, size.equals(wanted) ? List.of() : List.of(error));
            });
        }
    }
}
