package io.github.batchbench.fake.account;

import io.github.batchbench.fake.jobs.JobServices;
import io.github.batchbench.fake.model.Application;
import io.github.batchbench.fake.model.Certificate;
import io.github.batchbench.fake.pools.PoolServices;
import io.github.batchbench.fake.state.NodeUsage;
import io.github.batchbench.fake.state.Quotas;
import java.util.List;

/** What is kept of an account, to be there again later: everything but the files of its nodes and the content of packages. */
public record KeptAccount(
        Quotas quotas,
        List<Application.Kept> applications,
        List<Certificate.Kept> certificates,
        PoolServices.Kept pools,
        JobServices.Kept jobs,
        NodeUsage.Kept usage) {}
