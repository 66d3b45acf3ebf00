package io.github.batchbench.offline;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.Pause;
import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.workflow.BatchWorkflow;

/** Makes of a fake what the kit asks of any account. */
public final class OfflineAccount {
    private OfflineAccount() {}

    /** The fake's endpoints and keys. */
    public static AzureAccount of(FakeAzure azure) {
        return new AzureAccount(
                azure.batchEndpoint(),
                azure.batchAccount(),
                azure.batchKey(),
                azure.blobEndpoint(),
                azure.storageAccount(),
                azure.storageKey());
    }

    /** Waits by the fake's clock. */
    public static Pause pause(FakeAzure azure) {
        return new FakePause(azure.clock());
    }

    /** A workflow on the fake, by the fake's clock. */
    public static BatchWorkflow workflow(FakeAzure azure) {
        return BatchWorkflow.on(of(azure), pause(azure));
    }
}
