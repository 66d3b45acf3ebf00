package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNodeState;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.junit.BatchTest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Somebody kills processes of tasks: the tasks fail and say so, and the nodes go on. */
@BatchTest
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class KilledTaskProcessesTest {
    private static final int TASKS = 8;

    /** A sleep that no other test sleeps. */
    private static final String SLEEP = "600.0823";

    private final Random random = new Random(8);

    @Test
    void eachIsAFailureOfItsTask(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) throws Exception {
        Cloud cloud = new Cloud(batch, blobs, azure);
        batch.poolOperations().createPool(pool("p").withTargetDedicatedNodes(2).withTaskSlotsPerNode(2));
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        for (int number = 0; number < TASKS; number++) {
            cloud.add("j", task("t" + number, "sleep " + SLEEP));
        }

        for (int killed = 1; killed <= TASKS; killed++) {
            killOne(azure);
            awaitCompleted(azure, killed);
        }

        assertThat(batch.taskOperations().listTasks("j")).hasSize(TASKS).allSatisfy(KilledTaskProcessesTest::isKilled);
        cloud.add("j", task("after", "true"));
        awaitCompleted(azure, TASKS + 1);
        assertThat(batch.taskOperations().getTask("j", "after").executionInfo().exitCode())
                .isZero();
        assertThat(cloud.nodeStates("p")).containsOnly(ComputeNodeState.IDLE);
        assertThat(sleeps()).isEmpty();
        batch.jobOperations().deleteJob("j");
        batch.poolOperations().deletePool("p");
    }

    private static void isKilled(CloudTask task) {
        assertThat(task.executionInfo().exitCode()).isEqualTo(-9);
        assertThat(task.executionInfo().failureInfo().code()).isEqualTo("FailureExitCode");
    }

    private void killOne(FakeAzure azure) throws Exception {
        List<ProcessHandle> running = sleeps();
        while (running.isEmpty()) {
            boolean never = azure.batch().timeline().await(() -> false, Duration.ofMillis(10));
            assertThat(never).isFalse();
            running = sleeps();
        }
        ProcessHandle victim = running.get(random.nextInt(running.size()));
        assertThat(victim.destroyForcibly()).isTrue();
        victim.onExit().get(30, TimeUnit.SECONDS);
    }

    private static void awaitCompleted(FakeAzure azure, int count) throws InterruptedException {
        Job job = azure.batch().jobs().get("j");
        boolean completed = azure.batch()
                .timeline()
                .await(() -> job.taskCounts().succeeded() + job.taskCounts().failed() >= count, Duration.ofSeconds(30));
        assertThat(completed).isTrue();
    }

    private static List<ProcessHandle> sleeps() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> List.of(arguments).equals(List.of(SLEEP)))
                        .isPresent())
                .toList();
    }
}
