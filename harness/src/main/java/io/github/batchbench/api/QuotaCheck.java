package io.github.batchbench.api;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.MissingSdkException;
import io.github.batchbench.azure.batch.AccountQuotas;
import io.github.batchbench.azure.model.AccountQuota;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.AccountUse.Machines;
import java.util.Optional;

/** Whether an account has room for a run. */
final class QuotaCheck {
    private final RunSettings settings;
    private final AzureAccount account;
    private final WorkflowListener listener;

    QuotaCheck(RunSettings settings, AzureAccount account, WorkflowListener listener) {
        this.settings = settings;
        this.account = account;
        this.listener = listener;
    }

    /** Where a use of an account comes from. */
    interface Counting {
        AccountUse use() throws InterruptedException;
    }

    /**
     * Counts what is in the account, and holds it and what the run needs against what it may have.
     *
     * @throws LimitExceededException if it would be too much
     */
    void check(Counting counting) throws InterruptedException {
        Quota said = settings.spending().quota();
        if (said == null) {
            return;
        }
        AccountUse use = counting.use();
        listener.accountUse(use);
        Machines wanted = wanted();
        int nodes = wanted.dedicated() + wanted.spot();
        Optional<AccountQuota> real = real();
        real.map(said::or).orElse(said).check(use, nodes == 0 ? 0 : 1, nodes);
        if (said.nodes() == null && nodes > 0) {
            real.flatMap(quota -> new CoreCheck(quota, use).check(wanted)).ifPresent(listener::warning);
        }
    }

    private Machines wanted() {
        RunSettings.Pool pool = settings.pool();
        return pool.existingId() == null
                ? new Machines(
                        pool.vmSize(), pool.nodes().dedicated(), pool.nodes().spot())
                : new Machines(pool.vmSize(), 0, 0);
    }

    private Optional<AccountQuota> real() {
        AzureManagement management = settings.spending().management();
        if (management == null) {
            return Optional.empty();
        }
        try {
            AccountQuota quota = AccountQuotas.read(management, account);
            listener.accountQuota(quota);
            return Optional.of(quota);
        } catch (AzureException | MissingSdkException unreadable) {
            listener.warning("The account's quotas are not known, so what it has room for is not checked: "
                    + unreadable.getMessage());
            return Optional.empty();
        }
    }
}
