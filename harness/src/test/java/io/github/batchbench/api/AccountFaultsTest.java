package io.github.batchbench.api;

import static io.github.batchbench.assertj.BatchAssertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.StartTask;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults strike the account that they are of, the first or one that was made. */
@Timeout(120)
class AccountFaultsTest {
    private final FakeAzure azure = FakeAzure.start();
    private BatchClient first;
    private BatchClient made;

    @BeforeEach
    void makeAnother() {
        azure.clock().virtual();
        azure.scripts().startTasks().play(Script.exits(0));
        ManagementPlane plane = new ManagementPlane(azure);
        plane.put(plane.account("nightly", ""), "{\"location\":\"westeurope\"}");
        azure.clock().advance(Duration.ofMinutes(1));
        first = BatchClients.open(OfflineAccount.of(azure));
        BatchKeys keys = azure.batchKeys().get(1);
        made = BatchClients.open(new AzureAccount(
                keys.endpoint(),
                keys.account(),
                keys.key1(),
                azure.blobEndpoint(),
                azure.storageAccount(),
                azure.storageKey()));
    }

    @AfterEach
    void close() {
        first.protocolLayer().restClient().close();
        made.protocolLayer().restClient().close();
        azure.close();
    }

    private static void pool(BatchClient batch, String id) throws IOException {
        batch.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId(id)
                        .withVmSize("STANDARD_D2S_V3")
                        .withVirtualMachineConfiguration(Ubuntu.machine())
                        .withTargetDedicatedNodes(1)
                        .withStartTask(new StartTask().withCommandLine("true").withWaitForSuccess(true)));
    }

    private String state(BatchClient batch, String pool) throws IOException {
        azure.clock().advance(Duration.ofHours(1));
        return batch.computeNodeOperations().listComputeNodes(pool).stream()
                .map(node -> node.state().toString())
                .reduce("", String::concat);
    }

    @Test
    void aPoolGetsNoNodesInOneAccountOnly() throws Exception {
        azure.faults().account("NIGHTLY").pools().allocate(0).withResizeError("AllocationFailed");
        pool(first, "p");
        pool(made, "p");

        assertThat(state(first, "p")).isEqualTo("idle");
        assertThat(state(made, "p")).isEmpty();
        assertThat(made.poolOperations().getPool("p").resizeErrors())
                .extracting(error -> error.code())
                .containsExactly("AllocationFailed");
    }

    @Test
    void aStartTaskFailsInOneAccountOnly() throws Exception {
        azure.faults().account("nightly").pools().startTaskFails(3);
        azure.faults().pool("q").startTaskFails(4);
        pool(first, "p");
        pool(made, "p");
        pool(first, "q");
        pool(made, "r");

        assertThat(state(first, "p")).isEqualTo("idle");
        assertThat(state(made, "p")).isEqualTo("starttaskfailed");
        assertThat(state(first, "q")).isEqualTo("starttaskfailed");
        assertThat(azure.faults().account(azure.batchAccount())).isSameAs(azure.faults());
    }

    @Test
    void answersFailInOneAccountOnly() throws Exception {
        try (Fault fault =
                azure.faults().account("nightly").service().on("GET", "/jobs").internalError()) {
            assertThatThrownBy(() -> made.jobOperations().listJobs().size()).isInstanceOf(BatchErrorException.class);
            assertThat(first.jobOperations().listJobs()).isEmpty();
            assertThat(fault.count()).isPositive();
        }
        assertThat(made.jobOperations().listJobs()).isEmpty();
    }

    @Test
    void theyAreSwitchedOnFromOutsideAndEndTogether() throws Exception {
        assertThat(control("POST", "faults?account=nightly", "pool-quota=0")).isEqualTo(204);
        assertThatThrownBy(() -> pool(made, "p")).hasMessageContaining("PoolQuotaReached");
        pool(first, "p");

        assertThat(control("DELETE", "faults", "")).isEqualTo(204);
        pool(made, "p");
        assertThat(control("POST", "faults?account=none", "pool-quota=0")).isEqualTo(400);
    }

    @Test
    void anAccountThatIsNotThereHasNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> azure.faults().account("none"))
                .withMessage("There is no Batch account none, but " + azure.batchAccount() + ", nightly.");

        azure.faults().account("nightly").pools().allocate(0);
        azure.reset();
        assertThatIllegalArgumentException().isThrownBy(() -> azure.faults().account("nightly"));
    }

    private int control(String method, String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create(azure.batchEndpoint() + "/__batchbench/" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
