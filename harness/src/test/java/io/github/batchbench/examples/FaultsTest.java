package io.github.batchbench.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.AllocationState;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobPreparationTask;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.StartTask;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Hold;
import io.github.batchbench.api.NodeFault;
import io.github.batchbench.api.OfflineAccount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {
    private final FakeAzure azure = FakeAzure.start();
    private final BatchClient batch = OfflineAccount.batchClient(azure);

    @AfterEach
    void close() {
        batch.protocolLayer().restClient().close();
        azure.close();
    }

    @Test
    void theService() throws Exception {
        batch.jobOperations().createJob("job", new PoolInformation().withPoolId("pool"));

        azure.faults().service().times(3).throttled(Duration.ofSeconds(1)); // 429, Retry-After: 1, three times
        azure.faults().service().on("POST", "/jobs/.*/addtaskcollection").lostAnswer(); // done, but nobody hears of it
        azure.faults().service().staleCounts(); // task counts stay as they are

        for (int i = 0; i < 3; i++) {
            HttpResponse<Void> refused = get(azure.batchEndpoint() + "/pools?api-version=2020-09-01.12.0");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertThatThrownBy(() -> batch.protocolLayer().tasks().addCollection("job", List.of(task("unheard"))))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(batch.taskOperations().listTasks("job")).extracting("id").containsExactly("unheard");
        assertThat(batch.jobOperations().getTaskCounts("job").active()).isZero();
    }

    @Test
    void poolsAndNodes() throws Exception {
        azure.clock().virtual();
        pool("old", 2, 0, null);
        azure.clock().advance(Duration.ofMinutes(10));

        azure.faults().pool("half").allocate(2); // resizing until the resize time-out
        azure.faults().pool("none").allocate(0).withResizeError("AccountCoreQuotaReached");
        azure.faults().pool("start").startTaskFailsOnOneNode(1); // with this exit code
        azure.faults().pool("spot").nextNodeIs(NodeFault.PREEMPTED); // a spot node, as soon as it has begun a task
        azure.faults().pool("old").node(0).diskFull(); // this one, now

        assertThat(states("old")).containsExactly("unusable", "idle");
        pool("half", 4, 0, null);
        pool("none", 4, 0, null);
        pool("start", 2, 0, new StartTask().withCommandLine("true").withWaitForSuccess(true));
        pool("spot", 0, 1, null);
        batch.jobOperations().createJob("job", new PoolInformation().withPoolId("spot"));
        batch.taskOperations().createTask("job", task("task"));
        azure.clock().pass(Duration.ofMinutes(10));
        CloudPool half = batch.poolOperations().getPool("half");
        assertThat(half.allocationState()).isEqualTo(AllocationState.RESIZING);
        assertThat(half.currentDedicatedNodes()).isEqualTo(2);
        assertThat(batch.poolOperations().getPool("none").resizeErrors())
                .extracting("code")
                .containsExactly("AccountCoreQuotaReached");
        assertThat(states("start")).containsExactlyInAnyOrder("starttaskfailed", "idle");
        assertThat(batch.taskOperations().getTask("job", "task").executionInfo().requeueCount())
                .isEqualTo(1);
    }

    @Test
    void storage() {
        BlobContainerClient input = OfflineAccount.blobServiceClient(azure).getBlobContainerClient("input");
        BlobContainerClient output = OfflineAccount.blobServiceClient(azure).getBlobContainerClient("output");
        input.create();
        output.create();
        input.getBlobClient("a.txt").upload(BinaryData.fromString("a"));

        azure.faults().storage().blob("input", "a.txt").missing();
        azure.faults().storage().deleteContainer("output");

        assertThat(input.getBlobClient("a.txt").exists()).isFalse();
        assertThat(output.exists()).isFalse();
    }

    @Test
    void holdPoints() throws Exception {
        batch.poolOperations().createPool("pool", "standard_d2s_v3", Ubuntu.machine(), 1);
        batch.jobOperations()
                .createJob(new JobAddParameter()
                        .withId("job")
                        .withPoolInfo(new PoolInformation().withPoolId("pool"))
                        .withJobPreparationTask(new JobPreparationTask().withCommandLine("true")));

        Hold hold = azure.hold().task("job", "task").at("preparing");
        batch.taskOperations()
                .createTask("job", new TaskAddParameter().withId("task").withCommandLine("true"));
        hold.await(Duration.ofSeconds(30)); // real time; in virtual time just advance
        hold.step(); // on to the next of its states
        hold.release(); // goes on, and is not held again

        azure.hold().nodes("pool").at("starting", "leavingpool");
        azure.hold().pool("pool").at("resizing");

        batch.poolOperations().resizePool("pool", 2, 0);
        assertThat(batch.poolOperations().getPool("pool").allocationState().toString())
                .isEqualTo("resizing");
    }

    private static TaskAddParameter task(String id) {
        return new TaskAddParameter().withId(id).withCommandLine("true");
    }

    private void pool(String id, int dedicated, int spot, @Nullable StartTask startTask) throws IOException {
        batch.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId(id)
                        .withVmSize("standard_d2s_v3")
                        .withVirtualMachineConfiguration(Ubuntu.machine())
                        .withTargetDedicatedNodes(dedicated)
                        .withTargetLowPriorityNodes(spot)
                        .withStartTask(startTask));
    }

    private List<String> states(String pool) throws IOException {
        return batch.computeNodeOperations().listComputeNodes(pool).stream()
                .map(node -> node.state().toString())
                .toList();
    }

    private static HttpResponse<Void> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
    }
}
