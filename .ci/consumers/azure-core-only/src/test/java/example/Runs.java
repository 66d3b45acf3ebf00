package example;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureCore;

/** The code under test, on an account of the kit. */
final class Runs {
    private Runs() {}

    static NightlyRun byKey(AzureAccount account) {
        return new NightlyRun(
                Pipelines.byKey(AzureCore.batchKey(account), AzureCore.httpClient(account)),
                account.batchEndpoint().toString());
    }

    static NightlyRun byToken(AzureAccount account) {
        return new NightlyRun(
                Pipelines.byToken(AzureCore.batchToken(account), AzureCore.httpClient(account)),
                account.batchEndpoint().toString());
    }
}
