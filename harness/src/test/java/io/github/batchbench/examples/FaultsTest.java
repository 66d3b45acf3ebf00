package io.github.batchbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobPreparationTask;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
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
    void faults() throws Exception {
        BlobContainerClient input = OfflineAccount.blobServiceClient(azure).getBlobContainerClient("input");
        input.create();
        azure.clock().virtual();
        batch.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 1);
        azure.clock().advance(Duration.ofMinutes(10));

        azure.faults().service().times(3).throttled(Duration.ofSeconds(1)); // 429, Retry-After: 1, three times
        azure.faults().service().on("POST", "/jobs/.*/addtaskcollection").lostAnswer(); // done, but nobody hears of it
        azure.faults().service().staleCounts(); // task counts stay as they are
        azure.faults().pool("p").allocate(2); // resizing until the resize time-out
        azure.faults().pool("p").allocate(0).withResizeError("AccountCoreQuotaReached");
        azure.faults().pool("p").startTaskFailsOnOneNode(1);
        azure.faults().pool("p").nextNodeIs(NodeFault.PREEMPTED); // as soon as it has begun a task
        azure.faults().pool("p").node(0).diskFull(); // this one, now
        azure.faults().storage().blob("input", "a.txt").missing();
        azure.faults().storage().deleteContainer("input");

        HttpResponse<Void> refused = get(azure.batchEndpoint() + "/pools?api-version=2020-09-01.12.0");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(input.exists()).isFalse();
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
        hold.release(); // and no more holding

        azure.hold().nodes("pool").at("starting", "leavingpool");
        azure.hold().pool("pool").at("resizing");

        batch.poolOperations().resizePool("pool", 2, 0);
        assertThat(batch.poolOperations().getPool("pool").allocationState().toString())
                .isEqualTo("resizing");
    }

    private static HttpResponse<Void> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
    }
}
