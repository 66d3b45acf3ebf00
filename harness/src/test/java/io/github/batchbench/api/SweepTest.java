package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobContainerItem;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobScheduleAddParameter;
import com.microsoft.azure.batch.protocol.models.JobSpecification;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.Schedule;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.model.OwnedResource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.time.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sweep takes away, and what it leaves alone. */
@Timeout(60)
class SweepTest {
    private final FakeAzure azure = FakeAzure.start();
    private final AzureAccount account = OfflineAccount.of(azure);
    private final BatchClient batch = BatchClients.open(account);
    private final BlobServiceClient blobs = BlobClients.open(account);

    @BeforeEach
    void leaveThingsOfThreeKindsOfOwners() throws IOException {
        azure.clock().virtual();
        leave("mine", "me", 1);
        leave("fresh", "me", 5);
        leave("yours", "you", 1);
        batch.jobOperations().createJob("unmarked", new PoolInformation().withPoolId("none"));
        blobs.createBlobContainer("unmarked");
        azure.clock().advance(Duration.ofHours(2));
    }

    /** A pool, a job, a schedule and a container, as a run might have. */
    private void leave(String run, String owner, int hours) throws IOException {
        Instant now = azure.clock().instant();
        Map<String, String> marks = new Ownership(owner, run, now, now.plus(Duration.ofHours(hours))).metadata();
        List<MetadataItem> metadata = marks.entrySet().stream()
                .map(mark -> new MetadataItem().withName(mark.getKey()).withValue(mark.getValue()))
                .toList();
        PoolInformation pool = new PoolInformation().withPoolId(run + "-pool");
        WorkflowResult result = OfflineAccount.workflow(azure)
                .input("a", "x")
                .task(input -> TaskCommand.shell("true"))
                .owner(owner)
                .keepPool()
                .poolLife(Duration.ofHours(hours))
                .run();
        assertThat(result.allTasksSucceeded()).isTrue();
        batch.jobOperations().createJob(job(run, pool, metadata));
        batch.jobScheduleOperations()
                .createJobSchedule(new JobScheduleAddParameter()
                        .withId(run + "-schedule")
                        .withSchedule(new Schedule().withRecurrenceInterval(Period.days(1)))
                        .withJobSpecification(new JobSpecification().withPoolInfo(pool))
                        .withMetadata(metadata));
        blobs.createBlobContainerWithResponse(run + "-box", marks, null, Context.NONE);
    }

    private static JobAddParameter job(String run, PoolInformation pool, List<MetadataItem> metadata) {
        return new JobAddParameter().withId(run + "-job").withPoolInfo(pool).withMetadata(metadata);
    }

    @AfterEach
    void close() {
        azure.close();
        batch.protocolLayer().restClient().close();
    }

    @Test
    void findsOnlyWhatIsOursAndHasExpiredAndChangesNothing() throws Exception {
        try (Sweep sweep = Sweep.of(account, OfflineAccount.pause(azure), "me")) {
            assertThat(sweep.find())
                    .extracting(found -> found.resource().kind())
                    .containsExactly(
                            OwnedResource.Kind.JOB_SCHEDULE,
                            OwnedResource.Kind.JOB,
                            OwnedResource.Kind.POOL,
                            OwnedResource.Kind.CONTAINER);
        }
        assertThat(pools()).hasSize(3);
        assertThat(jobs()).contains("mine-job", "fresh-job", "yours-job", "unmarked");
        assertThat(containers()).containsExactlyInAnyOrder("mine-box", "fresh-box", "yours-box", "unmarked");
    }

    @Test
    void deletesThatAndNothingElse() throws Exception {
        try (Sweep sweep = Sweep.of(account, OfflineAccount.pause(azure), "me")) {
            assertThat(sweep.delete(sweep.find())).isEmpty();
            azure.clock().advance(Duration.ofSeconds(1));
            assertThat(sweep.find()).isEmpty();
        }

        assertThat(pools()).hasSize(2);
        assertThat(jobs()).contains("fresh-job", "yours-job", "unmarked").doesNotContain("mine-job");
        assertThat(batch.jobScheduleOperations().listJobSchedules())
                .extracting(schedule -> schedule.id())
                .containsExactlyInAnyOrder("fresh-schedule", "yours-schedule");
        assertThat(containers()).containsExactlyInAnyOrder("fresh-box", "yours-box", "unmarked");
    }

    @Test
    void takesOneRunBeforeItExpiresIfTold() throws Exception {
        try (Sweep sweep = Sweep.of(account, OfflineAccount.pause(azure), "me")) {
            assertThat(sweep.findRun("fresh"))
                    .extracting(found -> found.resource().id())
                    .containsExactly("fresh-schedule", "fresh-job", "fresh-box");
            assertThat(sweep.findRun("yours")).isEmpty();
        }
    }

    private List<String> pools() throws IOException {
        return batch.poolOperations().listPools().stream().map(CloudPool::id).toList();
    }

    private List<String> jobs() throws IOException {
        return batch.jobOperations().listJobs().stream().map(CloudJob::id).toList();
    }

    private List<String> containers() {
        return blobs.listBlobContainers().stream()
                .map(BlobContainerItem::getName)
                .toList();
    }
}
