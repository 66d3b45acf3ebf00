package io.github.batchbench.examples;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.AccountKeyType;
import com.azure.resourcemanager.batch.models.AutoStorageBaseProperties;
import com.azure.resourcemanager.batch.models.BatchAccount;
import com.azure.resourcemanager.batch.models.BatchAccountRegenerateKeyParameters;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.FakeManagement;
import io.github.batchbench.junit.BatchExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ManagedAccountTest {
    @RegisterExtension
    static final BatchExtension BATCH =
            BatchExtension.builder().options(FakeAzureOptions::withHttps).build();

    @Test
    void makesAnAccount(BatchManager manager, FakeAzure azure) {
        FakeManagement plane = azure.management();
        BatchAccount account = manager.batchAccounts()
                .define("nightly")
                .withRegion("westeurope")
                .withExistingResourceGroup(plane.resourceGroup())
                .withAutoStorage(new AutoStorageBaseProperties()
                        .withStorageAccountId(plane.storageResourceId(azure.storageAccount())))
                .create();
        assertThat(account.poolQuota()).isEqualTo(500);

        String first = account.getKeys().primary();
        account.regenerateKey(new BatchAccountRegenerateKeyParameters().withKeyName(AccountKeyType.PRIMARY));
        assertThat(account.getKeys().primary()).isNotEqualTo(first);
    }
}
