package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.model.VmSize;
import io.github.batchbench.fake.model.VmSizes;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Quotas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the account's quotas of cores leave of the nodes that a pool would get. */
final class CoreQuota {
    /** Code documented, wording reported from the field. */
    private static final ResizeError DEDICATED =
            new ResizeError("AccountCoreQuotaReached", "The specified account has reached core quota", List.of());

    /** Code from the service's own client; the wording is a guess. */
    private static final ResizeError LOW_PRIORITY = new ResizeError(
            "AccountLowPriorityCoreQuotaReached",
            "The specified account has reached low priority core quota",
            List.of());

    private CoreQuota() {}

    /** The grant, cut to what the other pools leave; with an error for each quota that is less than asked for. */
    static Allocation.Grant within(Quotas quotas, Allocation.Grant grant, Pool pool, Collection<Pool> all) {
        VmSize size = VmSizes.of(pool.settings().vmSize());
        long dedicated = quotas.dedicatedCores();
        long lowPriority = quotas.lowPriorityCores();
        long ofFamily = quotas.perFamily() ? quotas.familyCores().getOrDefault(size.family(), 0) : Integer.MAX_VALUE;
        for (Pool other : all) {
            if (other != pool) {
                VmSize others = VmSizes.of(other.settings().vmSize());
                long taken = (long) other.current().dedicated() * others.cores();
                dedicated -= taken;
                ofFamily -= others.family().equalsIgnoreCase(size.family()) ? taken : 0;
                lowPriority -= (long) other.current().lowPriority() * others.cores();
            }
        }
        PoolSize wanted = grant.size();
        int room = nodes(dedicated, size);
        int roomOfFamily = quotas.perFamily() ? nodes(ofFamily, size) : Integer.MAX_VALUE;
        int spotRoom = nodes(lowPriority, size);
        List<ResizeError> errors = new ArrayList<>(grant.errors());
        if (wanted.dedicated() > room) {
            errors.add(DEDICATED);
        }
        if (wanted.dedicated() > roomOfFamily) {
            errors.add(ofFamily(size.family()));
        }
        if (wanted.lowPriority() > spotRoom) {
            errors.add(LOW_PRIORITY);
        }
        PoolSize granted = new PoolSize(
                Math.min(wanted.dedicated(), Math.min(room, roomOfFamily)), Math.min(wanted.lowPriority(), spotRoom));
        return new Allocation.Grant(granted, List.copyOf(errors));
    }

    private static int nodes(long cores, VmSize size) {
        return (int) (Math.max(0, cores) / size.cores());
    }

    /** Code documented, wording reported from the field. */
    private static ResizeError ofFamily(String family) {
        return new ResizeError(
                "AccountVMSeriesCoreQuotaReached",
                "The specified account has reached VM series core quota for " + family,
                List.of());
    }
}
