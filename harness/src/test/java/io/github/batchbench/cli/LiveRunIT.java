package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --target live} on a served fake in which something is wrong: the right result, or a clear error in time. */
@Timeout(120)
class LiveRunIT {
    @TempDir
    private static Path shared;

    private static Served served;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void serve() throws IOException {
        served = Served.start(shared);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    /** Whatever happened, nothing may be left that costs anything. */
    @AfterEach
    void nothingIsLeft() throws Exception {
        served.control("DELETE", "faults", "");
        BatchClient batch = BatchClients.open(served.account());
        BlobServiceClient blobs = BlobClients.open(served.account());
        assertThat(batch.poolOperations().listPools()).isEmpty();
        assertThat(batch.jobOperations().listJobs()).isEmpty();
        assertThat(blobs.listBlobContainers()).isEmpty();
        batch.protocolLayer().restClient().close();
        served.control("POST", "reset", "");
    }

    private int run(String... more) throws IOException {
        List<String> args = new ArrayList<>(
                List.of("run", "--target", "live", "-o", folder.resolve("out").toString()));
        args.addAll(List.of("--account-file", served.settingsFile(folder).toString()));
        if (!List.of(more).contains("--command")) {
            args.addAll(List.of("--command", "cat {input}"));
        }
        args.addAll(List.of(more));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    @Test
    void saysWhatItUsesAndWhatItMayTakeBeforeTheFirstStep() throws IOException {
        int code = run("--nodes", "2", "--price-per-node-hour", "0.2");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString().lines().limit(4))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("AZURE_BATCH_ACCESS_KEY (file ", "AZURE_STORAGE_KEY (file ")
                                .doesNotContain(served.account().batchKey()),
                        line -> assertThat(line)
                                .isEqualTo("In the worst case this takes 90 node-minutes (2 nodes for 45 min), which"
                                        + " cost 0.30."),
                        line -> assertThat(line).startsWith("In the account there are 0 pools"),
                        line -> assertThat(line).startsWith("1. Create containers"));
    }

    @Test
    void createsNothingThatMightTakeTooMuch() throws IOException {
        assertThat(run("--nodes", "2", "--max-node-minutes", "89")).isEqualTo(ExitCode.LIMIT.number());
        assertThat(err.toString())
                .contains("This run may take 90 node-minutes", "no more than 89", "Nothing was created.");
        assertThat(run("--nodes", "2", "--max-node-minutes", "90")).isZero();
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "throttle=2",
        "busy=2",
        "internal-error=2",
        "empty-error=3",
        "reset=3",
        "lost-answer=3",
        "cut=3",
        "slow=PT0.2S",
        "blob-busy=3",
        "partial-adds=2",
        "add-limit=1",
        "allocate=1"
    })
    void getsThrough(String fault) throws Exception {
        served.control("POST", "faults", fault);

        int code = run("--nodes", "2");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("3 of 3 tasks completed, 0 running, 0 failed");
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource(
            delimiter = '|',
            value = {
                "resize-error=AccountCoreQuotaReached | have the quota raised in the Azure portal",
                "pool-quota=0                         | PoolQuotaReached",
                "job-quota=0                          | ActiveJobAndScheduleQuotaReached",
                "start-task-fails=7                   | its start task exited with 7",
                "disk-full=1                          | is unusable"
            })
    void saysAtOnceWhatIsWrong(String fault, String message) throws Exception {
        served.control("POST", "faults", fault);

        assertThat(run()).isEqualTo(ExitCode.SERVICE.number());
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void saysThatATaskWasRunTwiceBecauseItsNodeWasTakenAway() throws Exception {
        served.control("POST", "faults", "preempt=1");

        assertThat(run("--spot", "1", "--command", "sleep 0.2")).isZero();
        assertThat(err.toString()).contains("was run 2 times: 0 after a failure, 1 after it lost its node.");
    }

    @Test
    void picksUpARunThatWasKilled() throws Exception {
        String run;
        String[] args = {"run", "--target", "live", "--command", "sleep 1; cat {input}"};
        try (Jar jar = Jar.start(folder, folder, served.settings(), args)) {
            String containers = jar.awaitLine("1. Create containers");
            run = containers.replaceFirst(".*: (bb-.*?)-application.*", "$1");
            jar.awaitLine("2 running");
            jar.kill();
        }

        assertThat(run("--resume", run)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("6. Wait", "3 of 3 tasks completed").doesNotContain("1. Create");
        assertThat(run("--resume", run)).isEqualTo(ExitCode.INPUT.number());
        assertThat(err.toString()).contains("There is no job of a run " + run);
    }

    @Test
    void endsWhenItsTimeIsUpBecauseNoNodeEverStarts() throws Exception {
        served.control("POST", "faults", "stuck-starting");

        assertThat(run("--timeout", "1s")).isEqualTo(ExitCode.TIMEOUT.number());
        assertThat(err.toString()).contains("0 of 3 tasks are completed; 0 are running and 3 wait for a node");
    }
}
