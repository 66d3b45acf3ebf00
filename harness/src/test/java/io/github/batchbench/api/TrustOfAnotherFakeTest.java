package io.github.batchbench.api;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.assertj.TaskAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two fakes, each with an authority of its own, as two processes have: files go from one to the other. */
@Timeout(120)
class TrustOfAnotherFakeTest {
    @TempDir
    private Path folder;

    private FakeAzure other;
    private BlobContainerClient there;
    private String sas;
    private @Nullable BatchClient batch;

    @BeforeEach
    void startTheOther() {
        other = FakeAzure.start(FakeAzureOptions.defaults().withHttps(folder.resolve("other")));
        there = OfflineAccount.blobServiceClient(other).createBlobContainer("there");
        there.getBlobClient("a").upload(BinaryData.fromString("from there"));
        sas = there.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                new BlobContainerSasPermission()
                        .setReadPermission(true)
                        .setWritePermission(true)
                        .setCreatePermission(true)));
    }

    @AfterEach
    void close() {
        if (batch != null) {
            batch.protocolLayer().restClient().close();
        }
        other.close();
    }

    /** What the fake speaks itself that gets files from the other. */
    enum Own {
        HTTP,
        HTTPS;

        FakeAzureOptions options() {
            FakeAzureOptions plain = FakeAzureOptions.defaults();
            return this == HTTP ? plain : plain.withHttps();
        }
    }

    private FakeAzureOptions trusting(Own own) {
        return own.options().withTrust(other.trust().orElseThrow().caFile());
    }

    @ParameterizedTest
    @EnumSource
    void blobsAreCopiedFromThere(Own own) {
        try (FakeAzure azure = FakeAzure.start(trusting(own))) {
            BlobClient copy = OfflineAccount.blobServiceClient(azure)
                    .createBlobContainer("here")
                    .getBlobClient("a");

            copy.copyFromUrl(there.getBlobClient("a").getBlobUrl() + "?" + sas);
            assertThat(copy.downloadContent()).hasToString("from there");

            assertThat(copy.beginCopy(there.getBlobClient("a").getBlobUrl() + "?" + sas, Duration.ofMillis(1))
                            .waitForCompletion(Duration.ofSeconds(60))
                            .getValue()
                            .getCopyStatus())
                    .isEqualTo(CopyStatusType.SUCCESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksFetchFromThereAndStoreThere(Own own) throws IOException {
        try (FakeAzure azure = FakeAzure.start(trusting(own))) {
            String script = "cat a > copy.txt && cat $SSL_CERT_FILE | grep -c BEGIN.CERTIFICATE";

            run(azure, script).succeeded();

            assertThat(there.getBlobClient("t/copy.txt").downloadContent()).hasToString("from there");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotTrustedIsSaidToBeThat(Own own) throws IOException {
        try (FakeAzure azure = FakeAzure.start(own.options())) {
            BlobClient copy = OfflineAccount.blobServiceClient(azure)
                    .createBlobContainer("here")
                    .getBlobClient("a");

            assertThatThrownBy(() -> copy.copyFromUrl(there.getBlobClient("a").getBlobUrl() + "?" + sas))
                    .isInstanceOf(BlobStorageException.class)
                    .hasMessageContaining("CannotVerifyCopySource")
                    .hasMessageContaining("certificate is not trusted");
            run(azure, "cat a").failed().failureReason().contains("certificate is not trusted");
        }
    }

    /** A task that has fetched what is there, and is to store what it makes there. */
    private TaskAssert run(FakeAzure azure, String script) throws IOException {
        batch = OfflineAccount.batchClient(azure);
        batch.poolOperations().createPool("pool", "standard_d2s_v3", Ubuntu.machine(), 1);
        batch.jobOperations().createJob("job", new PoolInformation().withPoolId("pool"));
        String container = there.getBlobContainerUrl() + "?" + sas;
        batch.taskOperations()
                .createTask(
                        "job",
                        new TaskAddParameter()
                                .withId("t")
                                .withCommandLine(TaskCommand.shell(script).commandLine())
                                .withResourceFiles(List.of(new ResourceFile()
                                        .withHttpUrl(there.getBlobClient("a").getBlobUrl() + "?" + sas)
                                        .withFilePath("a")))
                                .withOutputFiles(List.of(new OutputFile()
                                        .withFilePattern("copy.txt")
                                        .withDestination(new OutputFileDestination()
                                                .withContainer(new OutputFileBlobContainerDestination()
                                                        .withContainerUrl(container)
                                                        .withPath("t/copy.txt")))
                                        .withUploadOptions(new OutputFileUploadOptions()
                                                .withUploadCondition(OutputFileUploadCondition.TASK_SUCCESS)))));
        return assertThat(batch).job("job").task("t").reachesStateWithin(Duration.ofSeconds(60), "completed");
    }

    @Test
    void aFileThatHasNoCertificateIsNamed() throws IOException {
        Path none = folder.resolve("none.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        FakeAzureOptions options = FakeAzureOptions.defaults();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withTrust(none))
                .withMessage("The file %s cannot be read: NoSuchFileException.", none);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withTrust(empty))
                .withMessage("The file %s has no certificate in PEM.", empty);
    }
}
