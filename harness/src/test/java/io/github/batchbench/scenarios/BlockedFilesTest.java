package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.WithContainer;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tasks put FIFOs wherever the node reads or writes: a wait for one would be for ever. Every request is answered all the
 * same, and every task has its end.
 */
@BatchTest
@Timeout(120)
class BlockedFilesTest {
    private static final List<String> WRITTEN =
            List.of("stdout.txt", "stderr.txt", "fileuploadout.txt", "fileuploaderr.txt");

    /** More than are uploaded at a time. */
    private static final int UPLOADS = 20;

    @Test
    void everythingIsAnswered(
            BatchClient batch, BlobServiceClient blobs, FakeAzure azure, @WithContainer TestContainer box)
            throws Exception {
        Cloud cloud = new Cloud(batch, blobs, azure);
        batch.poolOperations()
                .createPool(pool("p")
                        .withVmSize("standard_d4s_v3")
                        .withTargetDedicatedNodes(2)
                        .withTaskSlotsPerNode(16));
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        OutputFile output = new OutputFile()
                .withFilePattern("**/*")
                .withDestination(new OutputFileDestination()
                        .withContainer(new OutputFileBlobContainerDestination().withContainerUrl(box.writeUrl())))
                .withUploadOptions(
                        new OutputFileUploadOptions().withUploadCondition(OutputFileUploadCondition.TASK_COMPLETION));
        for (int number = 0; number < UPLOADS; number++) {
            cloud.add("j", retried("upload" + number, number).withOutputFiles(List.of(output)));
        }
        for (int number = 0; number < WRITTEN.size(); number++) {
            cloud.add("j", retried("plain" + number, number));
        }
        cloud.add(
                "j",
                task(
                        "running",
                        "/bin/sh -c 'mkfifo pipe; rm ../stdout.txt; mkfifo ../stdout.txt; touch ready; sleep 600'"));
        while (batch.fileOperations().listFilesFromTask("j", "running", true, null).stream()
                .noneMatch(file -> file.name().equals("wd/ready"))) {
            cloud.pass(Duration.ofMillis(20));
        }

        assertThatThrownBy(() -> batch.fileOperations().getFileFromTask("j", "running", "stdout.txt", out()))
                .isInstanceOf(BatchErrorException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> batch.fileOperations().getFilePropertiesFromTask("j", "running", "wd/pipe"))
                .isInstanceOf(BatchErrorException.class)
                .hasMessageContaining("404");
        for (int number = 0; number < UPLOADS; number++) {
            isCompleted(cloud, "upload" + number);
        }
        for (int number = 0; number < WRITTEN.size(); number++) {
            isCompleted(cloud, "plain" + number);
        }
        batch.taskOperations().terminateTask("j", "running");
        isCompleted(cloud, "running");
        assertThat(batch.taskOperations().listTasks("j")).hasSize(UPLOADS + WRITTEN.size() + 1);
        batch.jobOperations().deleteJob("j");
        batch.poolOperations().deletePool("p");
    }

    /** Lays a FIFO in the way of its own second attempt, and fails. */
    private static TaskAddParameter retried(String id, int number) {
        String name = WRITTEN.get(number % WRITTEN.size());
        String script = "rm -f ../" + name + "; mkfifo ../" + name + " pipe; exit 3";
        return task(id, "/bin/sh -c '" + script + "'").withConstraints(new TaskConstraints().withMaxTaskRetryCount(1));
    }

    private static void isCompleted(Cloud cloud, String id) throws Exception {
        CloudTask task = cloud.completed("j", id);
        assertThat(task.executionInfo().failureInfo()).as(id).isNotNull();
    }

    private static OutputStream out() {
        return OutputStream.nullOutputStream();
    }
}
