package io.github.batchbench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.DetailLevel;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.TaskSpec;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.junit.BatchTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What needs no node, and so costs nothing on a real account. */
@BatchTest
@Tag("live")
@Timeout(300)
class BatchContractTest {
    private static final int MORE_THAN_TWO_REQUESTS = 250;

    private final String job = "bb-contract-" + UUID.randomUUID();

    @Test
    void namesWhatIsNotThere(BatchClient batch) throws IOException {
        assertThat(batch.poolOperations().existsPool(job)).isFalse();
        assertRefused(404, "PoolNotFound", () -> batch.poolOperations().getPool(job));
        assertRefused(404, "JobNotFound", () -> batch.jobOperations().getJob(job));
        assertRefused(404, "JobNotFound", () -> batch.jobOperations().deleteJob(job));
    }

    @Test
    void keepsAJobAsItWasMadeAndMakesNoSecond(BatchClient batch) throws Exception {
        JobAddParameter asked = new JobAddParameter()
                .withId(job)
                .withPriority(-7)
                .withPoolInfo(new PoolInformation().withPoolId(job))
                .withMetadata(List.of(new MetadataItem().withName("purpose").withValue("contract")));
        batch.jobOperations().createJob(asked);
        try {
            CloudJob made = batch.jobOperations().getJob(job);
            assertThat(made.state()).isEqualTo(JobState.ACTIVE);
            assertThat(made.priority()).isEqualTo(-7);
            assertThat(made.metadata()).extracting(MetadataItem::value).containsExactly("contract");
            assertRefused(409, "JobExists", () -> batch.jobOperations().createJob(asked));
        } finally {
            batch.jobOperations().deleteJob(job);
        }
    }

    @Test
    void addsHundredsOfTasksEachOnceAndCountsThem(BatchClient batch, AzureAccount account) throws Exception {
        batch.jobOperations().createJob(job, new PoolInformation().withPoolId(job));
        try (BatchService service = BatchService.open(account, Pause.REAL, Backoff.DEFAULT)) {
            service.addTasks(
                    job,
                    IntStream.range(0, MORE_THAN_TWO_REQUESTS)
                            .mapToObj(i -> new TaskSpec("t" + i, "/bin/true", List.of(), Map.of(), null, 0))
                            .toList());

            assertThat(service.tasks(job))
                    .hasSize(MORE_THAN_TWO_REQUESTS)
                    .allMatch(task -> "active".equals(task.state()));
            DetailLevel some = new DetailLevel.Builder()
                    .withFilterClause("startswith(id,'t24')")
                    .build();
            assertThat(batch.taskOperations().listTasks(job, some)).hasSize(11);
            assertRefused(
                    409,
                    "TaskExists",
                    () -> batch.taskOperations()
                            .createTask(job, new TaskAddParameter().withId("t7").withCommandLine("/bin/true")));
        } finally {
            batch.jobOperations().deleteJob(job);
        }
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        BatchErrorException refusal = catchThrowableOfType(BatchErrorException.class, call);
        assertThat(refusal).as("a refusal with %s %s", status, code).isNotNull();
        assertThat(refusal.response().code() + " " + refusal.body().code()).isEqualTo(status + " " + code);
    }
}
