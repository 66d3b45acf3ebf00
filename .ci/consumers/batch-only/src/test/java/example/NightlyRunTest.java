package example;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static io.github.batchbench.assertj.BatchAssertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
class NightlyRunTest {
    @Test
    @MayLeave(Leftover.JOB)
    void runsItsReport(BatchClient batch, TestPool pool) throws Exception {
        new NightlyRun(batch).start("nightly", pool.id());

        assertThat(batch).job("nightly").tasksWithin(Duration.ofMinutes(1)).allSucceeded();
        assertThat(batch).job("nightly").task("report").stdout().isEqualTo("done\n");
    }

    @Test
    void failsWithItsTask(TestJob job) {
        assertThat(job.run("exit 3").await()).task("task-1").hasExitCode(3);
    }

    @Test
    void saysWhatIsMissingWhereStorageIsNeeded(BatchWorkflow workflow) {
        assertThatThrownBy(workflow::run)
                .hasMessageContaining("com.azure:azure-storage-blob, which is not on the class path");
    }
}
