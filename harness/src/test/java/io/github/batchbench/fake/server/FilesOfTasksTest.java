package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.MultiInstanceSettings;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskExecutionResult;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What real processes on nodes read from the fake's storage and write there; asked for with the official clients. */
class FilesOfTasksTest {
    private static final long LARGE = 70L << 20;

    private static FakeAzure azure;
    private static BatchClient batch;
    private static BlobContainerClient box;

    @BeforeAll
    static void start() throws Exception {
        azure = FakeAzure.start();
        azure.clock().virtual();
        AzureAccount account = OfflineAccount.of(azure);
        batch = BatchClients.open(account);
        box = BlobClients.open(account).createBlobContainer("box");
        batch.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId("pool")
                        .withVmSize("standard_d2s_v3")
                        .withTargetDedicatedNodes(2)
                        .withEnableInterNodeCommunication(true)
                        .withVirtualMachineConfiguration(Ubuntu.machine()));
        batch.jobOperations().createJob("job", new PoolInformation().withPoolId("pool"));
    }

    @AfterAll
    static void stop() {
        batch.protocolLayer().restClient().close();
        azure.close();
    }

    @Test
    void aLargeOutputGoesUpInBlocks() throws Exception {
        OutputFile output = new OutputFile()
                .withFilePattern("*.bin")
                .withDestination(new OutputFileDestination()
                        .withContainer(new OutputFileBlobContainerDestination().withContainerUrl(url("cw"))))
                .withUploadOptions(
                        new OutputFileUploadOptions().withUploadCondition(OutputFileUploadCondition.TASK_SUCCESS));

        CloudTask task = run(new TaskAddParameter()
                .withId("large")
                .withCommandLine("/bin/sh -c 'head -c " + LARGE + " /dev/zero > large.bin && echo end >> large.bin'")
                .withOutputFiles(List.of(output)));

        assertThat(task.executionInfo().result()).isEqualTo(TaskExecutionResult.SUCCESS);
        BlobClient large = box.getBlobClient("large.bin");
        assertThat(large.getProperties().getBlobSize()).isEqualTo(LARGE + "end\n".length());
        assertThat(large.getBlockBlobClient()
                        .listBlocks(BlockListType.COMMITTED)
                        .getCommittedBlocks())
                .hasSizeGreaterThan(1);
    }

    @Test
    void commonFilesAreThereOnEveryNodeOfATask() throws Exception {
        box.getBlobClient("common.txt").upload(BinaryData.fromString("shared by all"), true);

        CloudTask task = run(new TaskAddParameter()
                .withId("wide")
                .withCommandLine("/bin/sh -c 'cat \"$AZ_BATCH_TASK_SHARED_DIR\"/in/common.txt'")
                .withMultiInstanceSettings(new MultiInstanceSettings()
                        .withNumberOfInstances(2)
                        .withCoordinationCommandLine(
                                "/bin/sh -c 'grep -q shared \"$AZ_BATCH_TASK_SHARED_DIR\"/in/common.txt'")
                        .withCommonResourceFiles(List.of(new ResourceFile()
                                .withHttpUrl(url(box.getBlobClient("common.txt")))
                                .withFilePath("in/common.txt")))));

        assertThat(task.executionInfo().result()).isEqualTo(TaskExecutionResult.SUCCESS);
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        batch.fileOperations().getFileFromTask("job", "wide", "stdout.txt", stdout);
        assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("shared by all");
        assertThat(batch.taskOperations().listSubtasks("job", "wide"))
                .as("the subtasks besides the primary")
                .hasSize(1)
                .allSatisfy(subtask -> assertThat(subtask.exitCode()).isZero());
    }

    @Test
    void whatDoesNotMatchItsCheckSumIsNotGivenToATask() throws Exception {
        BlobClient damaged = box.getBlobClient("damaged");
        damaged.upload(BinaryData.fromString("content"), true);
        damaged.setHttpHeaders(new BlobHttpHeaders().setContentMd5(new byte[16]));

        CloudTask task = run(new TaskAddParameter()
                .withId("damaged")
                .withCommandLine("/bin/sh -c 'cat in.txt'")
                .withResourceFiles(
                        List.of(new ResourceFile().withHttpUrl(url(damaged)).withFilePath("in.txt"))));

        assertThat(task.executionInfo().result()).isEqualTo(TaskExecutionResult.FAILURE);
        assertThat(task.executionInfo().exitCode()).isNull();
        assertThat(task.executionInfo().failureInfo().details())
                .anySatisfy(detail -> assertThat(detail.value()).contains("does not match its Content-MD5"));
    }

    private static CloudTask run(TaskAddParameter task) throws Exception {
        batch.taskOperations().createTask("job", task);
        while (true) {
            CloudTask now = batch.taskOperations().getTask("job", task.id());
            if (now.state() == TaskState.COMPLETED) {
                return now;
            }
            azure.clock().pass(Duration.ofSeconds(1));
        }
    }

    private static String url(String permissions) {
        OffsetDateTime later = OffsetDateTime.ofInstant(azure.clock().instant(), ZoneOffset.UTC)
                .plusDays(1);
        return box.getBlobContainerUrl() + "?"
                + box.generateSas(
                        new BlobServiceSasSignatureValues(later, BlobContainerSasPermission.parse(permissions)));
    }

    private static String url(BlobClient blob) {
        String container = url("r");
        return blob.getBlobUrl() + container.substring(container.indexOf('?'));
    }
}
