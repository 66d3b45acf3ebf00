package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.AllocationState;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeState;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.StartTask;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Hold;
import io.github.batchbench.api.NodeFault;
import io.github.batchbench.junit.BatchTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What befalls pools and nodes in the field. */
@BatchTest
@Timeout(60)
class NodeScenariosTest {
    private final BatchClient batch;
    private final FakeAzure azure;
    private final Cloud cloud;

    NodeScenariosTest(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) {
        this.batch = batch;
        this.azure = azure;
        this.cloud = new Cloud(batch, blobs, azure);
    }

    @BeforeEach
    void virtualTime() {
        azure.clock().virtual();
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    @DisplayName("the container of the program is removed before slow nodes run their start task")
    void containerRemovedEarly() throws Exception {
        StartTask start = new StartTask()
                .withCommandLine("/bin/sh -c 'cp program.sh $AZ_BATCH_NODE_SHARED_DIR'")
                .withResourceFiles(List.of(cloud.resource("application", "program.sh", Duration.ofHours(2))));
        Hold slowNodes = azure.hold().nodes("p").at("starting");
        cloud.create(pool("p").withTargetDedicatedNodes(1).withStartTask(start));

        azure.faults().storage().deleteContainer("application");
        slowNodes.release();
        cloud.pass(Duration.ofMinutes(1));

        ComputeNode node = batch.computeNodeOperations().listComputeNodes("p").get(0);
        assertThat(node.state()).isEqualTo(ComputeNodeState.START_TASK_FAILED);
        assertThat(node.startTaskInfo().failureInfo().code()).isEqualTo("BlobNotFound");
    }

    @Test
    @DisplayName("the start task fails on one node, which is billed and idle")
    void startTaskFailsOnOneNode() throws Exception {
        azure.faults().pool("p").startTaskFailsOnOneNode(1);
        cloud.create(pool("p").withTargetDedicatedNodes(2).withStartTask(new StartTask().withCommandLine("true")));
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        for (int i = 0; i < 4; i++) {
            cloud.add("j", task("t" + i, "true"));
        }
        for (int i = 0; i < 4; i++) {
            cloud.completed("j", "t" + i);
        }

        assertThat(cloud.nodeStates("p"))
                .containsExactlyInAnyOrder(ComputeNodeState.START_TASK_FAILED, ComputeNodeState.IDLE);
        ComputeNode failed = batch.computeNodeOperations().listComputeNodes("p").stream()
                .filter(node -> node.state() == ComputeNodeState.START_TASK_FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.startTaskInfo().exitCode()).isEqualTo(1);
        assertThat(failed.totalTasksRun()).isZero();
        assertThat(batch.poolOperations().getPool("p").currentDedicatedNodes()).isEqualTo(2);
    }

    @Test
    @DisplayName("nodes are stuck in 'starting' for 30 minutes")
    void stuckStarting() throws Exception {
        azure.faults().pool("p").stuckAt("starting");
        cloud.poolAndJob("p", "j");
        cloud.add("j", task("t", "true"));

        cloud.pass(Duration.ofMinutes(30));

        assertThat(cloud.nodeStates("p")).containsExactly(ComputeNodeState.STARTING);
        assertThat(batch.poolOperations().getPool("p").allocationState()).isEqualTo(AllocationState.STEADY);
        assertThat(batch.taskOperations().getTask("j", "t").state()).isEqualTo(TaskState.ACTIVE);
    }

    @Test
    @DisplayName("a pool is steady with none of its nodes, and says why")
    void steadyWithoutNodes() throws Exception {
        azure.faults().pool("p").allocate(0).withResizeError("AllocationFailed");
        cloud.create(pool("p").withTargetDedicatedNodes(5));

        CloudPool pool = batch.poolOperations().getPool("p");
        assertThat(pool.allocationState()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.currentDedicatedNodes()).isZero();
        assertThat(pool.targetDedicatedNodes()).isEqualTo(5);
        assertThat(pool.resizeErrors()).extracting(error -> error.code()).containsExactly("AllocationFailed");
    }

    @Test
    @DisplayName("a spot node is preempted in the middle of a task")
    void preemptedMidTask() throws Exception {
        azure.faults().pool("p").nextNodeIs(NodeFault.PREEMPTED);
        cloud.create(pool("p").withTargetLowPriorityNodes(1));
        String nodeId =
                batch.computeNodeOperations().listComputeNodes("p").get(0).id();
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        cloud.add("j", task("t", "true"));
        assertThat(cloud.nodeStates("p")).containsExactly(ComputeNodeState.PREEMPTED);

        CloudTask task = cloud.completed("j", "t");

        assertThat(task.executionInfo().requeueCount()).isEqualTo(1);
        assertThat(task.executionInfo().exitCode()).isZero();
        assertThat(task.nodeInfo().nodeId()).isEqualTo(nodeId);
    }
}
