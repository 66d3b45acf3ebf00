package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlobContainerItem;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.Step;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.api.WorkflowListener;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.WithTasks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live run, or a JVM with live tests, that is killed like by {@code kill -9}: time and {@code sweep} bring the account
 * to nothing of ours.
 */
@Tag("slow")
@Timeout(300)
class KilledRunIT {
    /** What it has just said when it is killed; its pool runs two tasks at once. */
    private static final List<String> DEATHS = List.of("1. ", "2. ", "3. ", "5. ", "2 running");

    @TempDir
    private Path folder;

    private Served served;
    private AzureAccount account;
    private BatchClient batch;
    private Path settings;

    @BeforeEach
    void serve() throws IOException {
        served = Served.start(folder, "--virtual-time", "--latency", "none");
        account = served.account();
        batch = BatchClients.open(account);
        settings = served.settingsFile(folder);
    }

    @AfterEach
    void stop() {
        batch.protocolLayer().restClient().close();
        served.close();
    }

    @Test
    void nothingOfARunLivesBeyondItsTime() throws Exception {
        leaveWhatIsNotOurs();
        for (String death : DEATHS) {
            Path own = Files.createTempDirectory(folder, "run");
            killOnceItSays(death, Jar.start(own, own, run("me", "sleep 600")));
        }

        timeAndSweepLeaveNothingOf("me");
    }

    @Test
    void nothingOfATestJvmLivesBeyondItsTime() throws Exception {
        leaveWhatIsNotOurs();
        for (String death : DEATHS) {
            killOnceItSays(death, tests(WorkflowLife.class));
        }
        for (String death : List.of("container", "pool", "tasks")) {
            killOnceItSays(death, tests(FixturesLife.class));
        }

        timeAndSweepLeaveNothingOf("batchbench-tests");
    }

    /** Tests that say what they have done; they are killed before they end. */
    @BatchTest
    static class WorkflowLife {
        @Test
        void runsTheNineSteps(BatchWorkflow workflow) {
            workflow.nodes(2)
                    .task(input -> TaskCommand.shell("sleep 600"))
                    .listener(new WorkflowListener() {
                        @Override
                        public void step(Step step, String detail) {
                            System.out.println(step.number() + ". " + detail);
                        }

                        @Override
                        public void counts(TaskCounts counts, int expected) {
                            System.out.println(counts.running() + " running");
                        }
                    })
                    .run();
        }
    }

    @BatchTest
    static class FixturesLife {
        FixturesLife(TestContainer container) {
            System.out.println("container " + container.name());
        }

        @BeforeEach
        void takesAPool(TestPool pool) {
            System.out.println(pool);
        }

        @Test
        @WithTasks({"sleep 600", "sleep 600"})
        void runs(TestTasks tasks) {
            System.out.println(tasks);
            tasks.await();
        }
    }

    private Jar tests(Class<?> type) throws IOException {
        Path own = Files.createTempDirectory(folder, "tests");
        return Jar.startTests(own, own, served.settings(), type);
    }

    private static void killOnceItSays(String words, Jar jar) throws Exception {
        try (jar) {
            jar.awaitLine(words);
            jar.kill();
        }
    }

    private void timeAndSweepLeaveNothingOf(String owner) throws Exception {
        assertThat(pools()).anyMatch(pool -> pool.id().startsWith("bb-") && pool.currentDedicatedNodes() > 0);

        served.control("POST", "clock/advance?by=PT3H", "");

        assertThat(pools()).hasSizeGreaterThan(2).allMatch(pool -> pool.currentDedicatedNodes() == 0);
        assertThat(batch.jobOperations().listJobs())
                .filteredOn(job -> job.id().startsWith("bb-"))
                .hasSizeGreaterThan(1)
                .extracting(CloudJob::state)
                .containsOnly(JobState.COMPLETED);
        int pools = pools().size();
        assertThat(sweep(owner)).contains("Nothing was changed; --delete deletes these");
        assertThat(pools()).hasSize(pools);
        assertThat(sweep(owner, "--delete")).contains(" deleted.");
        served.control("POST", "clock/advance?by=PT1M", "");

        assertThat(sweep(owner)).contains("Nothing of " + owner + " has been left behind");
        assertThat(pools()).hasSize(1);
        assertThat(batch.jobOperations().listJobs())
                .extracting(CloudJob::id)
                .hasSize(2)
                .contains("unmarked");
        assertThat(containers()).containsExactly("unmarked");
    }

    private void leaveWhatIsNotOurs() throws Exception {
        batch.jobOperations().createJob("unmarked", new PoolInformation().withPoolId("none"));
        BlobClients.open(account).createBlobContainer("unmarked");
        StringWriter out = new StringWriter();
        int code = cli(out, run("other", "true", "--keep-pool", "--keep-job"));
        assertThat(code).as(out.toString()).isZero();
    }

    private String[] run(String owner, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("run", "--target", "live", "--account-file", settings.toString()));
        args.addAll(List.of(
                "--owner",
                owner,
                "--command",
                command,
                "-o",
                folder.resolve("out").toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private String sweep(String owner, String... more) {
        List<String> args = new ArrayList<>(List.of("sweep", "--owner", owner, "--account-file", settings.toString()));
        args.addAll(List.of(more));
        StringWriter out = new StringWriter();
        assertThat(cli(out, args.toArray(String[]::new))).as(out.toString()).isZero();
        return out.toString();
    }

    private static int cli(StringWriter out, String... args) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.run(writer, writer, args);
    }

    private List<CloudPool> pools() throws IOException {
        return batch.poolOperations().listPools();
    }

    private List<String> containers() {
        return BlobClients.open(account).listBlobContainers().stream()
                .map(BlobContainerItem::getName)
                .toList();
    }
}
