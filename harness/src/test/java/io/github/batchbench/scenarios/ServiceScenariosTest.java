package io.github.batchbench.scenarios;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskCounts;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.Fault;
import io.github.batchbench.api.ServiceFaults;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.junit.BatchTest;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the service itself fails in the field. */
@BatchTest
@Timeout(60)
class ServiceScenariosTest {
    private static final PoolInformation POOL = new PoolInformation().withPoolId("p");
    private static final Backoff QUICK = new Backoff(8, Duration.ofMillis(1), Duration.ofMillis(20));

    private final BatchClient batch;
    private final FakeAzure azure;
    private final ServiceFaults service;
    private final Cloud cloud;

    ServiceScenariosTest(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) {
        this.batch = batch;
        this.azure = azure;
        this.service = azure.faults().service();
        this.cloud = new Cloud(batch, blobs, azure);
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    @DisplayName("no more open jobs than the quota allows (409); throttled while deleting (429); busy (503)")
    void quotaThrottlingBusy() throws Exception {
        azure.faults().quotas(Quotas.DEFAULT.withActiveJobsAndSchedules(1));
        batch.jobOperations().createJob("first", POOL);
        refused(() -> batch.jobOperations().createJob("second", POOL), 409, "ActiveJobAndScheduleQuotaReached");

        service.on("DELETE", "/jobs/.*").times(1).throttled(Duration.ofSeconds(5));
        refused(() -> batch.jobOperations().deleteJob("first"), 429, "TooManyRequests");
        try (Fault busy = service.busy(Duration.ofSeconds(5))) {
            refused(() -> batch.jobOperations().deleteJob("first"), 503, "ServerBusy");
            assertThat(busy.count()).isPositive();
        }
        batch.jobOperations().deleteJob("first");
    }

    @Test
    @DisplayName(
            "a chunk of tasks is too large (413), one is taken in part, an error has no body: the workflow gets through")
    void tooLargePartialEmpty(BatchWorkflow workflow) {
        Fault tooLarge = service.collectionsAtMost(2);
        Fault partial = service.partialCollections(1);
        Fault empty = service.on("POST", "/jobs").times(1).emptyAnswer(500);

        BatchWorkflow six = workflow.backoff(QUICK);
        for (int i = 0; i < 6; i++) {
            six.input("input" + i, "x");
        }

        assertThat(six.task(input -> TaskCommand.shell("true")).run())
                .allTasksSucceeded()
                .hasTasks(6);
        assertThat(tooLarge.count()).isPositive();
        assertThat(partial.count()).isEqualTo(1);
        assertThat(empty.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("task counts lag behind: nothing seems to have been added, or to have ended")
    void staleCounts() throws Exception {
        azure.clock().virtual();
        cloud.poolAndJob("p", "j");
        Fault stale = service.staleCounts();
        cloud.add("j", task("t", "true"));
        cloud.completed("j", "t");

        TaskCounts counts = batch.jobOperations().getTaskCounts("j");
        assertThat(counts.active() + counts.running() + counts.completed()).isZero();
        stale.end();
        assertThat(batch.jobOperations().getTaskCounts("j").succeeded()).isEqualTo(1);
    }

    private static void refused(ThrowingCallable call, int status, String code) {
        BatchErrorException refused = catchThrowableOfType(BatchErrorException.class, call);
        assertThat(refused.response().code()).isEqualTo(status);
        assertThat(refused.body().code()).isEqualTo(code);
    }
}
