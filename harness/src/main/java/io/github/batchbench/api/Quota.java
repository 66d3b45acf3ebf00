package io.github.batchbench.api;

import io.github.batchbench.azure.model.AccountQuota;
import io.github.batchbench.azure.model.AccountUse;
import org.jspecify.annotations.Nullable;

/**
 * How much an account may hold, as somebody says. The Batch endpoint does not tell: Azure Resource Manager does
 * ({@link BatchWorkflow#management}), and the Azure portal, on the account's page <i>Quotas</i>. What is in use is counted
 * before a run, and a run that does not fit is refused.
 *
 * @param pools null if not known
 * @param activeJobs jobs and job schedules that are not over; null if not known
 * @param nodes of all pools together, as many as their cores allow; null if not known
 */
public record Quota(
        @Nullable Integer pools,
        @Nullable Integer activeJobs,
        @Nullable Integer nodes) {
    /** Nothing is known: what is in use is counted and shown all the same. */
    public static final Quota UNKNOWN = new Quota(null, null, null);

    /** What is not said here, as Azure says it; the cores are checked apart. */
    Quota or(AccountQuota real) {
        return new Quota(
                pools == null ? Integer.valueOf(real.pools()) : pools,
                activeJobs == null ? Integer.valueOf(real.activeJobs()) : activeJobs,
                nodes);
    }

    void check(AccountUse use, int newPools, int newNodes) {
        check("pools", pools, use.pools(), newPools);
        check("active jobs and job schedules", activeJobs, use.activeJobs(), 1);
        check("nodes", nodes, use.nodes(), newNodes);
    }

    private static void check(String what, @Nullable Integer limit, int used, int wanted) {
        if (limit != null) {
            check(what, limit.intValue(), used, wanted);
        }
    }

    static void check(String what, int limit, int used, int wanted) {
        if (wanted > 0 && used + wanted > limit) {
            throw new LimitExceededException("The account has " + used + " " + what + " of the " + limit
                    + " it may have, and this run needs " + wanted + ". `sweep` finds what earlier runs left behind.");
        }
    }
}
