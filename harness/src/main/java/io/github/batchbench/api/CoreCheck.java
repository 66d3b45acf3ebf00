package io.github.batchbench.api;

import io.github.batchbench.azure.model.AccountQuota;
import io.github.batchbench.azure.model.AccountQuota.Size;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.AccountUse.Machines;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Holds the cores that a run asks for against those that an account may have. */
record CoreCheck(AccountQuota quota, AccountUse use) {
    /**
     * Refuses what does not fit.
     *
     * @return what cannot be checked, if there is something: a size of machines that the region does not list
     * @throws LimitExceededException if the cores would be too many
     */
    Optional<String> check(Machines wanted) {
        Size size = quota.sizes().get(wanted.vmSize());
        if (size == null) {
            return Optional.of("The quotas of cores are not checked: the account's region does not list the size "
                    + wanted.vmSize() + ".");
        }
        check("dedicated cores", quota.dedicatedCores(), any -> true, Machines::dedicated, wanted);
        check("spot cores", quota.spotCores(), any -> true, Machines::spot, wanted);
        Map<String, Integer> families = quota.familyCores();
        if (families != null) {
            check(
                    "dedicated cores of " + size.family(),
                    families.getOrDefault(size.family(), 0),
                    other -> other.family().equalsIgnoreCase(size.family()),
                    Machines::dedicated,
                    wanted);
        }
        return Optional.empty();
    }

    private void check(String what, int limit, Predicate<Size> counts, ToIntFunction<Machines> nodes, Machines wanted) {
        int used = use.machines().stream()
                .mapToInt(machines -> cores(machines, counts, nodes))
                .sum();
        Quota.check(what, limit, used, cores(wanted, counts, nodes));
    }

    /** A pool of a size that is not listed any more counts for nothing: how many cores it has is not known. */
    private int cores(Machines machines, Predicate<Size> counts, ToIntFunction<Machines> nodes) {
        return Optional.ofNullable(quota.sizes().get(machines.vmSize()))
                .filter(counts)
                .map(size -> size.cores() * nodes.applyAsInt(machines))
                .orElse(0);
    }
}
