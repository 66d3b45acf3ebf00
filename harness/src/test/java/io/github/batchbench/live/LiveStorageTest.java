package io.github.batchbench.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.Credential;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.storage.BlockBlobContract;
import io.github.batchbench.storage.ConditionContract;
import io.github.batchbench.storage.ContainerContract;
import io.github.batchbench.storage.CopyContract;
import io.github.batchbench.storage.ListContract;
import io.github.batchbench.storage.SasContract;
import io.github.batchbench.storage.StorageBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The storage contract, kept by a live account. It signs with the account's key. */
@BatchTest
@Tag("live")
@EnabledIfSystemProperty(
        named = "batchbench.target",
        matches = "live",
        disabledReason = "FakeStorageTest is the same on the fake")
class LiveStorageTest {
    private static AzureAccount live;

    @BeforeAll
    static void take(AzureAccount account) {
        assumeTrue(account.storageCredential() instanceof Credential.Key, "the storage account has no key here");
        live = account;
    }

    private static StorageBackend backend() {
        return new StorageBackend("live", live.blobEndpoint().toString(), live.storageAccount(), live.storageKey());
    }

    @Nested
    class Containers extends ContainerContract {
        Containers() {
            super(backend());
        }
    }

    @Nested
    class BlockBlobs extends BlockBlobContract {
        BlockBlobs() {
            super(backend());
        }
    }

    @Nested
    class Conditions extends ConditionContract {
        Conditions() {
            super(backend());
        }
    }

    @Nested
    class Lists extends ListContract {
        Lists() {
            super(backend());
        }
    }

    @Nested
    class Copies extends CopyContract {
        Copies() {
            super(backend());
        }
    }

    @Nested
    class Signatures extends SasContract {
        Signatures() {
            super(backend());
        }
    }
}
