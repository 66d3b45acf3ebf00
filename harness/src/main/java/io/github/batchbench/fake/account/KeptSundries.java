package io.github.batchbench.fake.account;

import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.pools.PoolServices;
import io.github.batchbench.fake.state.Quotas;
import java.util.List;

/**
 * What is kept of an account beside its pools, nodes, jobs, tasks and schedules, which say themselves when they change.
 *
 * @param usageChanges how often what the nodes came to has changed, which is long
 */
public record KeptSundries(
        Quotas quotas,
        List<Application.Kept> applications,
        List<Certificate.Kept> certificates,
        PoolServices.Counts pools,
        long usageChanges) {}
