package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.offline.OfflineAccount;
import io.github.batchbench.workflow.WorkflowResult;
import org.junit.jupiter.api.Test;

class FakeAzureTest {
    @Test
    void theNineStepsRunInVirtualTimeToo() {
        try (FakeAzure azure = FakeAzure.start()) {
            azure.clock().virtual();
            WorkflowResult result = OfflineAccount.workflow(azure).run();

            assertThat(result.allTasksSucceeded()).isTrue();
            assertThat(azure.batch().pools().all()).isEmpty();
        }
    }
}
