package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobPreparationAndReleaseTaskExecutionInformation;
import com.microsoft.azure.batch.protocol.models.JobPreparationTask;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.MultiInstanceSettings;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.TaskExecutionResult;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What befalls jobs and tasks in the field. */
@BatchTest
@Timeout(60)
class TaskScenariosTest {
    private final BatchClient batch;
    private final BlobServiceClient blobs;
    private final FakeAzure azure;
    private final Cloud cloud;

    TaskScenariosTest(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) {
        this.batch = batch;
        this.blobs = blobs;
        this.azure = azure;
        this.cloud = new Cloud(batch, blobs, azure);
    }

    @BeforeEach
    void virtualTime() {
        azure.clock().virtual();
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    @DisplayName("the preparation task fails: the task waits for ever and the job is stuck")
    void preparationFails() throws Exception {
        cloud.create(pool("p").withTargetDedicatedNodes(1));
        batch.jobOperations()
                .createJob(new JobAddParameter()
                        .withId("j")
                        .withPoolInfo(new PoolInformation().withPoolId("p"))
                        .withJobPreparationTask(new JobPreparationTask().withCommandLine("false")));
        cloud.add("j", task("t", "true"));
        cloud.pass(Duration.ofDays(1));

        assertThat(batch.taskOperations().getTask("j", "t").state()).isEqualTo(TaskState.ACTIVE);
        assertThat(batch.jobOperations().getJob("j").state()).isEqualTo(JobState.ACTIVE);
        JobPreparationAndReleaseTaskExecutionInformation onNode =
                batch.jobOperations().listPreparationAndReleaseTaskStatus("j").get(0);
        assertThat(onNode.jobPreparationTaskExecutionInfo().exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("the blob of a resource file is missing, denied, or its SAS has expired in the queue")
    void resourceFileNotThere() throws Exception {
        ResourceFile missing = cloud.resource("input", "missing.txt", Duration.ofHours(2));
        ResourceFile denied = cloud.resource("input", "denied.txt", Duration.ofHours(2));
        ResourceFile expired = cloud.resource("input", "expired.txt", Duration.ofMinutes(30));
        azure.faults().storage().blob("input", "missing.txt").missing();
        azure.faults().storage().blob("input", "denied.txt").denied();

        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        cloud.add("j", task("missing", "true").withResourceFiles(List.of(missing)));
        cloud.add("j", task("denied", "true").withResourceFiles(List.of(denied)));
        cloud.add("j", task("expired", "true").withResourceFiles(List.of(expired)));
        cloud.pass(Duration.ofHours(1));
        cloud.create(pool("p").withTargetDedicatedNodes(1));

        assertThat(failure("missing")).isEqualTo("BlobNotFound");
        assertThat(failure("denied")).isEqualTo("BlobAccessDenied");
        assertThat(failure("expired")).isEqualTo("BlobAccessDenied");
    }

    private String failure(String taskId) throws Exception {
        CloudTask task = cloud.completed("j", taskId);
        assertThat(task.executionInfo().exitCode()).isNull();
        return task.executionInfo().failureInfo().code();
    }

    @Test
    @DisplayName("the upload of outputs fails after the command ended with 0")
    void uploadFails() throws Exception {
        cloud.poolAndJob("p", "j");
        OutputFile output = new OutputFile()
                .withFilePattern("../stdout.txt")
                .withDestination(new OutputFileDestination()
                        .withContainer(new OutputFileBlobContainerDestination()
                                .withContainerUrl(blobs.getAccountUrl() + "/nowhere?sv=2020-08-04&sig=x")))
                .withUploadOptions(
                        new OutputFileUploadOptions().withUploadCondition(OutputFileUploadCondition.TASK_COMPLETION));
        azure.faults().storage().container("nowhere").missingContainer();
        cloud.add("j", task("t", "echo done").withOutputFiles(List.of(output)));

        CloudTask task = cloud.completed("j", "t");

        assertThat(task.executionInfo().exitCode()).isZero();
        assertThat(task.executionInfo().result()).isEqualTo(TaskExecutionResult.FAILURE);
        assertThat(task.executionInfo().failureInfo().code()).isEqualTo("FileUploadContainerNotFound");
        assertThat(file("j", "t", "fileuploaderr.txt")).contains("nowhere");
    }

    @Test
    @DisplayName("files are read too early, and after the node is gone")
    void filesTooEarlyAndTooLate() throws Exception {
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        cloud.add("j", task("t", "echo hello"));
        BatchErrorException early = catchThrowableOfType(BatchErrorException.class, () -> file("j", "t", "stdout.txt"));
        assertThat(early.body().code()).isEqualTo("OperationInvalidForCurrentState");

        cloud.create(pool("p").withTargetDedicatedNodes(1));
        cloud.completed("j", "t");
        assertThat(file("j", "t", "stdout.txt")).isEqualTo("hello\n");

        batch.poolOperations().resizePool("p", 0, 0);
        cloud.pass(Duration.ofMinutes(1));
        BatchErrorException late = catchThrowableOfType(BatchErrorException.class, () -> file("j", "t", "stdout.txt"));
        assertThat(late.response().code()).isEqualTo(409);
        assertThat(late.body().code()).isEqualTo("TaskFilesUnavailable");
    }

    @Test
    @DisplayName("a task that needs more slots than a node has is never scheduled")
    void moreSlotsThanANodeHas() throws Exception {
        cloud.create(pool("p").withTargetDedicatedNodes(2).withTaskSlotsPerNode(4));
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        cloud.add("j", task("t", "true").withRequiredSlots(5));
        cloud.pass(Duration.ofDays(1));

        assertThat(batch.taskOperations().getTask("j", "t").state()).isEqualTo(TaskState.ACTIVE);
    }

    @Test
    @DisplayName("a multi-instance task on a pool whose nodes may not talk to each other is never scheduled")
    void multiInstanceOnTheWrongPool() throws Exception {
        cloud.create(pool("p").withTargetDedicatedNodes(2));
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        cloud.add(
                "j",
                task("t", "true")
                        .withMultiInstanceSettings(new MultiInstanceSettings()
                                .withNumberOfInstances(2)
                                .withCoordinationCommandLine("true")));
        cloud.pass(Duration.ofDays(1));

        assertThat(batch.taskOperations().getTask("j", "t").state()).isEqualTo(TaskState.ACTIVE);
    }

    @Test
    @DisplayName("a task that never ran has no exit code, which some clients take for 0")
    void failedWithoutAnExitCode() throws Exception {
        cloud.poolAndJob("p", "j");
        cloud.add("j", task("t", "no-such-program"));

        CloudTask task = cloud.completed("j", "t");

        assertThat(task.executionInfo().exitCode()).isNull();
        assertThat(task.executionInfo().result()).isEqualTo(TaskExecutionResult.FAILURE);
        assertThat(task.executionInfo().failureInfo().code()).isEqualTo("CommandProgramNotFound");
        assertThat(batch.jobOperations().getTaskCounts("j").failed()).isEqualTo(1);
    }

    private String file(String jobId, String taskId, String name) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.fileOperations().getFileFromTask(jobId, taskId, name, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
