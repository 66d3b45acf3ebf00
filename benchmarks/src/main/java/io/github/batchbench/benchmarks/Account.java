package io.github.batchbench.benchmarks;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.azure.AccountConfiguration;
import io.github.batchbench.azure.AzureAccount;
import org.jspecify.annotations.Nullable;

/**
 * The account that is measured: a fake of its own, or with {@code -Dbatchbench.target=live} the live one of this
 * process's environment.
 *
 * @param azure where it is
 * @param fake null if it is live
 */
record Account(AzureAccount azure, @Nullable FakeAzure fake) implements AutoCloseable {
    static Account open() {
        if (System.getProperty("batchbench.target", "fake").equals("live")) {
            AccountConfiguration configuration = AccountConfiguration.ofThisProcess();
            return new Account(
                    configuration
                            .account()
                            .orElseThrow(() -> new IllegalStateException(
                                    "A live benchmark needs an account. " + configuration.describe())),
                    null);
        }
        return of(FakeAzure.start());
    }

    static Account of(FakeAzure fake) {
        AzureAccount azure = new AzureAccount(
                fake.batchEndpoint(),
                fake.batchAccount(),
                fake.batchKey(),
                fake.blobEndpoint(),
                fake.storageAccount(),
                fake.storageKey());
        return new Account(azure, fake);
    }

    @Override
    public void close() {
        if (fake != null) {
            fake.close();
        }
    }
}
