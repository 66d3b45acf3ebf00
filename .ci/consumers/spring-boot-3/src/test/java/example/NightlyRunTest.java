package example;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobState;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.junit.BatchExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.convention.TestBean;

/** The application's own Batch client is replaced by one for a fake, and the kit watches over that fake. */
@SpringBootTest
class NightlyRunTest {
    static final FakeAzure AZURE = FakeAzure.start();

    @RegisterExtension
    static final BatchExtension BATCH =
            BatchExtension.builder().azure(() -> AZURE).build();

    @TestBean
    BatchClient batchClient;

    static BatchClient batchClient() {
        return OfflineAccount.batchClient(AZURE);
    }

    @AfterAll
    static void close() {
        AZURE.close();
    }

    @Test
    void runsTheKitWithSpringsVersions(BatchWorkflow workflow) {
        assertThat(workflow.run()).allTasksSucceeded();
    }

    @Test
    void startsAJob(@Autowired NightlyRun run, FakeAzure azure) throws Exception {
        run.start("nightly", "pool");

        assertThat(azure).isSameAs(AZURE);
        assertThat(batchClient.jobOperations().getJob("nightly").state()).isEqualTo(JobState.ACTIVE);
        batchClient.jobOperations().deleteJob("nightly");
    }
}
