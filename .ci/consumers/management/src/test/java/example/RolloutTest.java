package example;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import com.azure.resourcemanager.batch.BatchManager;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.junit.BatchExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RolloutTest {
    @RegisterExtension
    static final BatchExtension BATCH =
            BatchExtension.builder().options(FakeAzureOptions::withHttps).build();

    @Test
    void makesAnAccountWithAPool(BatchManager manager, FakeAzure azure) {
        String group = azure.management().resourceGroup();
        Rollout rollout = new Rollout(manager, group);

        assertThat(rollout.account("nightly").poolQuota()).isEqualTo(500);
        rollout.pool("nightly", "workers");

        assertThat(manager.pools().listByBatchAccount(group, "nightly"))
                .extracting(pool -> pool.name())
                .containsExactly("workers");
        manager.batchAccounts().deleteByResourceGroup(group, "nightly");
    }

    @Test
    void hasTokensForOtherClients(FakeAzure azure) {
        var request = new TokenRequestContext().addScopes("https://management.azure.com/.default");

        assertThat(azure.management().credential().getTokenSync(request).getToken()).startsWith("ey");
    }
}
