package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlobContainerItem;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
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

/** A live run that is killed like by {@code kill -9}: time and {@code sweep} bring the account to nothing of ours. */
@Tag("slow")
@Timeout(300)
class KilledRunIT {
    /** What it has just said when it is killed. */
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
    void nothingOfItLivesBeyondItsTime() throws Exception {
        leaveWhatIsNotOurs();
        for (String death : DEATHS) {
            killARunThatHasSaid(death);
        }
        assertThat(pools()).anyMatch(pool -> pool.currentDedicatedNodes() > 0);

        served.control("POST", "clock/advance?by=PT3H", "");

        assertThat(pools()).hasSizeGreaterThan(2).allMatch(pool -> pool.currentDedicatedNodes() == 0);
        assertThat(batch.jobOperations().listJobs())
                .filteredOn(job -> job.id().startsWith("bb-"))
                .hasSizeGreaterThan(1)
                .extracting(CloudJob::state)
                .containsOnly(JobState.COMPLETED);
        int pools = pools().size();
        assertThat(sweep()).contains("Nothing was changed; --delete deletes these");
        assertThat(pools()).hasSize(pools);
        assertThat(sweep("--delete")).contains(" deleted.");
        served.control("POST", "clock/advance?by=PT1M", "");

        assertThat(sweep()).contains("Nothing of me has been left behind");
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

    private void killARunThatHasSaid(String words) throws Exception {
        Path own = Files.createTempDirectory(folder, "run");
        try (Jar jar = Jar.start(own, own, run("me", "sleep 600"))) {
            jar.awaitLine(words);
            jar.kill();
        }
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

    private String sweep(String... more) {
        List<String> args = new ArrayList<>(List.of("sweep", "--owner", "me", "--account-file", settings.toString()));
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
