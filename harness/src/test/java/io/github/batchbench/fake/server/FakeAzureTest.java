package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.Pause;
import io.github.batchbench.offline.OfflineAccount;
import io.github.batchbench.workflow.BatchWorkflow;
import io.github.batchbench.workflow.WorkflowResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeAzureTest {
    @Test
    void theNineStepsRunInVirtualTimeToo() {
        try (FakeAzure azure = FakeAzure.start()) {
            azure.clock().virtual();
            WorkflowResult result =
                    BatchWorkflow.on(account(azure), pause(azure)).run();

            assertThat(result.allTasksSucceeded()).isTrue();
            assertThat(azure.batch().pools().all()).isEmpty();
        }
    }

    private static AzureAccount account(FakeAzure azure) {
        return OfflineAccount.of(azure);
    }

    private static Pause pause(FakeAzure azure) {
        return new Pause() {
            @Override
            public Instant now() {
                return azure.clock().instant();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                azure.clock().pass(duration);
            }
        };
    }
}
