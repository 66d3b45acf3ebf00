package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code batchbench serve} on a disk that is full or may not be written to: a small one, in a name space of its own. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class DiskIT {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsANameSpaceOfItsOwn() throws Exception {
        Process probe = new ProcessBuilder("unshare", "--map-root-user", "--mount", "true").start();
        assumeTrue(probe.waitFor() == 0, "This machine lets nobody mount a disk of his own.");
    }

    @Test
    void saysThatTheDiskIsFullAndWorksAgainWhenThereIsRoom() throws Exception {
        try (Served served = Served.startOn(folder, "size=8m")) {
            BlobContainerClient box = BlobClients.open(served.account()).createBlobContainer("box");
            AppendBlobClient log = box.getBlobClient("log").getAppendBlobClient();
            log.create();
            append(log, "first ".getBytes(StandardCharsets.UTF_8));
            fill(box);

            fullFor(() -> box.getBlobClient("long").upload(BinaryData.fromBytes(new byte[9 * MEGABYTE])));
            fullFor(() -> append(log, new byte[MEGABYTE]));
            CloudTask failed = run(served, "without-room", box.getBlobClient("log"));
            assertThat(failed.executionInfo().failureInfo().code()).isEqualTo("DiskFull");

            box.listBlobs().stream()
                    .filter(blob -> blob.getName().startsWith("filler"))
                    .forEach(blob -> box.getBlobClient(blob.getName()).delete());
            append(log, "second".getBytes(StandardCharsets.UTF_8));
            assertThat(box.getBlobClient("log").downloadContent()).hasToString("first second");
            assertThat(run(served, "with-room", box.getBlobClient("log"))
                            .executionInfo()
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void saysAtItsStartWhichFolderMayNotBeWrittenTo() throws Exception {
        for (String command : new String[] {"serve", "run"}) {
            try (Jar jar = Jar.startOn(folder, "ro", command)) {
                assertThat(jar.exitCode()).isEqualTo(ExitCode.USAGE.number());
                assertThat(jar.errors())
                        .contains("Cannot make a folder for the nodes in " + folder)
                        .contains("Read-only file system")
                        .contains("-Djava.io.tmpdir=")
                        .doesNotContain("\tat ");
            }
        }
    }

    private static void fill(BlobContainerClient box) {
        for (int size = MEGABYTE; size > 0; size /= 4) {
            int part = size;
            assertThatThrownBy(() -> {
                        for (int number = 0; ; number++) {
                            box.getBlobClient("filler-" + part + "-" + number)
                                    .upload(BinaryData.fromBytes(new byte[part]));
                        }
                    })
                    .isInstanceOf(BlobStorageException.class);
        }
    }

    private static void fullFor(Runnable write) {
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(507))
                .hasMessageContaining("is full")
                .hasMessageContaining("No space left on device");
    }

    private static void append(AppendBlobClient log, byte[] bytes) {
        log.appendBlock(new ByteArrayInputStream(bytes), bytes.length);
    }

    private static CloudTask run(Served served, String id, BlobClient input) throws Exception {
        BatchClient batch = BatchClients.open(served.account());
        batch.poolOperations().createPool(id, "standard_d2s_v3", Ubuntu.machine(), 1);
        batch.jobOperations().createJob(id, new PoolInformation().withPoolId(id));
        batch.taskOperations()
                .createTask(
                        id,
                        new TaskAddParameter()
                                .withId("t")
                                .withCommandLine("/bin/true")
                                .withResourceFiles(List.of(resource(input))));
        boolean over = Await.until(
                Pause.REAL, Duration.ofSeconds(30), () -> task(batch, id).state() == TaskState.COMPLETED);
        assertThat(over).isTrue();
        CloudTask task = task(batch, id);
        batch.poolOperations().deletePool(id);
        batch.protocolLayer().restClient().close();
        return task;
    }

    private static ResourceFile resource(BlobClient input) {
        String sas = input.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), new BlobSasPermission().setReadPermission(true)));
        return new ResourceFile().withHttpUrl(input.getBlobUrl() + "?" + sas).withFilePath("input");
    }

    private static CloudTask task(BatchClient batch, String job) {
        try {
            return batch.taskOperations().getTask(job, "t");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
