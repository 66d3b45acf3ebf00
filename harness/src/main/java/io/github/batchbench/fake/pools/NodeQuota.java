package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.state.Allocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the account's quota leaves of the nodes that a pool would get. */
final class NodeQuota {
    /** Code documented, wording reported from the field. */
    private static final ResizeError DEDICATED =
            new ResizeError("AccountCoreQuotaReached", "The specified account has reached core quota", List.of());

    /** Code from the service's own client; the wording is a guess. */
    private static final ResizeError LOW_PRIORITY = new ResizeError(
            "AccountLowPriorityCoreQuotaReached",
            "The specified account has reached low priority core quota",
            List.of());

    private NodeQuota() {}

    /** The grant, cut to what the other pools leave of so many nodes of each kind; with an error if that is less. */
    static Allocation.Grant within(int nodes, Allocation.Grant grant, Pool pool, Collection<Pool> all) {
        int dedicated = nodes;
        int lowPriority = nodes;
        for (Pool other : all) {
            if (other != pool) {
                PoolSize size = other.current();
                dedicated = Math.max(0, dedicated - size.dedicated());
                lowPriority = Math.max(0, lowPriority - size.lowPriority());
            }
        }
        PoolSize wanted = grant.size();
        List<ResizeError> errors = new ArrayList<>(grant.errors());
        if (wanted.dedicated() > dedicated) {
            errors.add(DEDICATED);
        }
        if (wanted.lowPriority() > lowPriority) {
            errors.add(LOW_PRIORITY);
        }
        PoolSize size =
                new PoolSize(Math.min(wanted.dedicated(), dedicated), Math.min(wanted.lowPriority(), lowPriority));
        return new Allocation.Grant(size, List.copyOf(errors));
    }
}
