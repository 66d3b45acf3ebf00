package io.github.batchbench.examples;

import static io.github.batchbench.assertj.StorageAssertions.assertThat;
import static io.github.batchbench.assertj.StorageAssertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
@MayLeave(Leftover.JOB)
class RecipesTest {
    @Test
    void waitsForAPoolAndAJob(TestPool pool, BatchClient client, FakeAzure azure) throws Exception {
        azure.clock().virtual();
        client.poolOperations().resizePool(pool.id(), 3, 0);
        assertThat(client)
                .pool(pool.id())
                .becomesSteadyWithin(Duration.ofMinutes(30))
                .hasNodes(3);

        client.jobOperations().createJob("nightly", new PoolInformation().withPoolId(pool.id()));
        client.taskOperations()
                .createTask("nightly", new TaskAddParameter().withId("a").withCommandLine("true"));
        assertThat(client).job("nightly").tasksWithin(Duration.ofHours(1)).allSucceeded();
        client.jobOperations().terminateJob("nightly", "done");
        assertThat(client).job("nightly").completesWithin(Duration.ofMinutes(5));
    }

    @Test
    void saysWhyATaskDoesNotRun(BatchClient client, FakeAzure azure) throws Exception {
        azure.clock().virtual();
        client.jobOperations().createJob("nightly", new PoolInformation().withPoolId("ghost"));
        client.taskOperations()
                .createTask("nightly", new TaskAddParameter().withId("a").withCommandLine("true"));

        assertThatThrownBy(() -> assertThat(client).job("nightly").tasksWithin(Duration.ofHours(1)))
                .hasMessageContaining("pool ghost does not exist");
    }
}
