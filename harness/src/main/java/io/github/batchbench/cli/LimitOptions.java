package io.github.batchbench.cli;

import io.github.batchbench.api.Budget;
import io.github.batchbench.api.Quota;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run may take at most. */
final class LimitOptions {
    @Option(
            names = "--max-node-minutes",
            paramLabel = "N",
            description = "Refuse a run that may take more in the worst case (default on a live account: 600).")
    private @Nullable Long maxNodeMinutes;

    @Option(
            names = "--price-per-node-hour",
            paramLabel = "PRICE",
            description = "What a node costs for an hour, in any currency; then the worst case is shown as money too.")
    private @Nullable BigDecimal pricePerNodeHour;

    @Option(
            names = "--max-cost",
            paramLabel = "PRICE",
            description = "Refuse a run that may cost more in the worst case; needs --price-per-node-hour.")
    private @Nullable BigDecimal maxCost;

    @Option(
            names = "--quota-pools",
            paramLabel = "N",
            description = "How many pools the account may have, as the Azure portal says under Quotas.")
    private @Nullable Integer pools;

    @Option(
            names = "--quota-jobs",
            paramLabel = "N",
            description = "How many active jobs and job schedules it may have.")
    private @Nullable Integer jobs;

    @Option(names = "--quota-nodes", paramLabel = "N", description = "How many nodes its quota of cores is enough for.")
    private @Nullable Integer nodes;

    Budget budget(Target target) {
        Budget usual = target == Target.LIVE ? Budget.FIRST_RUN : Budget.UNLIMITED;
        Long limit = maxNodeMinutes == null ? usual.maxNodeMinutes() : maxNodeMinutes;
        return new Budget(limit, pricePerNodeHour, maxCost);
    }

    Quota quota() {
        return new Quota(pools, jobs, nodes);
    }
}
