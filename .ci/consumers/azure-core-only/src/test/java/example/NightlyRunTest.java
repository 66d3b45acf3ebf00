package example;

import static io.github.batchbench.assertj.AccountAssertions.assertThat;
import static io.github.batchbench.assertj.AccountAssertions.assertThatThrownBy;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import io.github.batchbench.junit.WithPool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
class NightlyRunTest {
    @Test
    @MayLeave(Leftover.JOB)
    void runsItsReport(FakeAzure azure, TestPool pool) {
        var account = OfflineAccount.of(azure);
        Runs.byKey(account).start("nightly", pool.id());

        assertThat(account).job("nightly").tasksWithin(Duration.ofMinutes(1)).allSucceeded();
        assertThat(account).job("nightly").task("report").stdout().isEqualTo("done\n");
        assertThat(account).pool(pool.id()).becomesSteadyWithin(Duration.ofMinutes(1)).hasNodes(1);
    }

    @Test
    @MayLeave(Leftover.JOB)
    void saysWhyItsReportDoesNotRun(FakeAzure azure) {
        azure.clock().virtual();
        var account = OfflineAccount.of(azure);
        Runs.byKey(account).start("nightly", "ghost");

        assertThatThrownBy(() -> assertThat(account).job("nightly").tasksWithin(Duration.ofHours(1)))
                .hasMessageContaining("pool ghost does not exist");
        assertThat(azure).received(1, "POST", "/jobs");
    }

    @Test
    @WithPool(nodes = 2)
    void failsWithItsTask(TestJob job, TestPool pool) {
        assertThat(job.run("exit 3", "true").await()).haveFailed(1).task("task-1").hasExitCode(3);
        assertThat(pool).hasIdleNodesWithin(Duration.ofMinutes(1), 2);
    }

    @Test
    void saysWhatIsMissingWhereStorageIsNeeded(BatchWorkflow workflow) {
        assertThatThrownBy(workflow::run)
                .hasMessageContaining("com.azure:azure-storage-blob, which is not on the class path");
    }
}
