package io.github.batchbench.assertj;

import io.github.batchbench.azure.AzureAccount;

/** Assertions on what is in a Batch account, whatever client put it there. */
public final class AccountAssert extends AbstractBatchAssert<AccountAssert, AzureAccount> {
    AccountAssert(AzureAccount actual) {
        super(actual, AccountAssert.class);
    }

    @Override
    ObservedService service() {
        return ObservedService.of(actual);
    }
}
