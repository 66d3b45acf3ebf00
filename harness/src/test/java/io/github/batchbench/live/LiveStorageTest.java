package io.github.batchbench.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.Credential;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.storage.StorageBackend;
import io.github.batchbench.storage.StorageContracts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The storage contract, kept by a live account. It signs with the account's key. */
@BatchTest
@Tag("live")
@EnabledIfSystemProperty(
        named = "batchbench.target",
        matches = "live",
        disabledReason = "FakeStorageTest is the same on the fake")
class LiveStorageTest extends StorageContracts {
    private static AzureAccount live;

    @BeforeAll
    static void take(AzureAccount account) {
        assumeTrue(account.storageCredential() instanceof Credential.Key, "the storage account has no key here");
        live = account;
    }

    @Override
    protected StorageBackend storage() {
        return new StorageBackend("live", live.blobEndpoint().toString(), live.storageAccount(), live.storageKey());
    }
}
