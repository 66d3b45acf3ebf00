package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.ComputeNodeRebootOption;
import com.microsoft.azure.batch.protocol.models.DisableJobOption;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * More downloads and uploads than the nodes do at a time get no answer. All that waits for them are their own tasks:
 * every request is answered, and other tasks run.
 */
@BatchTest
@MayLeave(Leftover.CONTAINER)
@Timeout(150)
class StandingStillTest {
    private static final int EACH = 20;

    @Test
    void nobodyElseWaits(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) throws Exception {
        Cloud cloud = new Cloud(batch, blobs, azure);
        try (Silence silence = new Silence(2 * EACH)) {
            batch.poolOperations()
                    .createPool(pool("p")
                            .withVmSize("standard_d4s_v3")
                            .withTargetDedicatedNodes(3)
                            .withTaskSlotsPerNode(16));
            for (String job : List.of("j", "other")) {
                batch.jobOperations().createJob(job, new PoolInformation().withPoolId("p"));
            }
            for (int number = 0; number < EACH; number++) {
                cloud.add("j", task("in" + number, "true").withResourceFiles(List.of(silence.resource())));
                cloud.add(
                        "j", task("out" + number, "/bin/sh -c 'echo a >a'").withOutputFiles(List.of(silence.output())));
            }
            silence.awaitAll();

            answered(batch);
            cloud.add("other", task("good", "true"));
            assertThat(cloud.completed("other", "good").executionInfo().exitCode())
                    .isZero();

            batch.taskOperations().terminateTask("j", "in0");
            batch.taskOperations().terminateTask("j", "out0");
            batch.taskOperations().deleteTask("j", "in1");
            batch.taskOperations().deleteTask("j", "out1");
            batch.jobOperations().disableJob("j", DisableJobOption.REQUEUE);
            batch.jobOperations().enableJob("j");
            String node =
                    batch.computeNodeOperations().listComputeNodes("p").get(0).id();
            batch.computeNodeOperations().rebootComputeNode("p", node, ComputeNodeRebootOption.REQUEUE);
            answered(batch);
            batch.poolOperations().resizePool("p", 1, 0);
            batch.jobOperations().terminateJob("j", "enough");
            answered(batch);
            batch.jobOperations().deleteJob("j");
            batch.jobOperations().deleteJob("other");
            batch.poolOperations().deletePool("p");
        }
    }

    /** What a client asks that wants to know how things are. */
    private static void answered(BatchClient batch) throws IOException {
        assertThat(batch.poolOperations().listPools()).hasSize(1);
        assertThat(batch.jobOperations().getTaskCounts("j").active()).isNotNegative();
        assertThat(batch.taskOperations().listTasks("j")).isNotEmpty();
        assertThat(batch.taskOperations().getTask("j", "in2").id()).isEqualTo("in2");
        for (String task : List.of("in2", "out2")) {
            for (String file : List.of("stdout.txt", "fileuploadout.txt", "wd/a")) {
                read(batch, task, file);
            }
        }
        batch.computeNodeOperations().listComputeNodes("p").forEach(node -> {
            try {
                assertThat(batch.fileOperations().listFilesFromComputeNode("p", node.id(), true, null))
                        .isNotNull();
            } catch (BatchErrorException notUp) {
                assertThat(notUp.response().code()).isIn(404, 409);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** It is there, or it is not. */
    private static void read(BatchClient batch, String task, String file) throws IOException {
        try {
            batch.fileOperations().getFileFromTask("j", task, file, OutputStream.nullOutputStream());
        } catch (BatchErrorException e) {
            assertThat(e.response().code()).as("%s of %s", file, task).isIn(404, 409);
        }
    }

    /** A server that takes every connection and says nothing. */
    private static final class Silence implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
        private final CountDownLatch expected;

        Silence(int connections) throws IOException {
            expected = new CountDownLatch(connections);
            Thread thread = new Thread(this::accept, "silence");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    open.add(server.accept());
                    expected.countDown();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/account/box";
        }

        ResourceFile resource() {
            return new ResourceFile().withHttpUrl(url() + "/a").withFilePath("a");
        }

        OutputFile output() {
            return new OutputFile()
                    .withFilePattern("a")
                    .withDestination(new OutputFileDestination()
                            .withContainer(new OutputFileBlobContainerDestination().withContainerUrl(url())))
                    .withUploadOptions(new OutputFileUploadOptions()
                            .withUploadCondition(OutputFileUploadCondition.TASK_COMPLETION));
        }

        void awaitAll() throws InterruptedException {
            assertThat(expected.await(100, TimeUnit.SECONDS))
                    .as("all stand still")
                    .isTrue();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
