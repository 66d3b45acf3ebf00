package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.NodeFile;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskExecutionResult;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that does its worst is ended, listed and cleaned away, and its neighbours do not feel it. */
@BatchTest
@MayLeave(Leftover.POOL)
@Timeout(120)
class HostileTaskTest {
    private static final int FILES = 10_000;
    private static final long OUTPUT = 200_000_000;

    /** Children that ignore SIGTERM, also beyond its session; a long output; many files; folders that nobody may enter. */
    private static final String WORST = String.join(
            "; ",
            "trap \"\" TERM",
            "(sleep 600 & sleep 600 &)",
            "setsid sleep 600 & echo $! > $AZ_BATCH_NODE_SHARED_DIR/child",
            "head -c " + OUTPUT + " /dev/zero",
            "mkdir many",
            "i=0; while [ $i -lt " + FILES + " ]; do : > many/$i; i=$((i + 1)); done",
            "mkdir -p closed/inside; chmod 000 closed/inside closed",
            "chmod 000 . ..",
            "touch $AZ_BATCH_NODE_SHARED_DIR/ready",
            "while :; do sleep 600; done");

    @Test
    void isEndedListedAndCleanedAway(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) throws Exception {
        Cloud cloud = new Cloud(batch, blobs, azure);
        batch.poolOperations().createPool(pool("p").withTargetDedicatedNodes(1).withTaskSlotsPerNode(2));
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        cloud.add("j", task("hostile", "/bin/sh -c '" + WORST + "'"));
        String untilReady = "until [ -e $AZ_BATCH_NODE_SHARED_DIR/ready ]; do sleep 0.02; done; ";
        cloud.add("j", task("neighbour", "/bin/sh -c '" + untilReady + "echo unharmed > here; cat here'"));
        CloudTask neighbour = cloud.completed("j", "neighbour");
        NodeIdentity node =
                Objects.requireNonNull(azure.batch().tasks().get("j", "hostile").node());
        NodeFiles files = azure.batch().agent().files(node);
        long child = Long.parseLong(
                new String(files.open("shared/child", 0, 20).readAllBytes(), StandardCharsets.UTF_8).strip());

        batch.taskOperations().terminateTask("j", "hostile");
        CloudTask hostile = cloud.completed("j", "hostile");
        List<NodeFile> listed = List.copyOf(batch.fileOperations().listFilesFromTask("j", "hostile", true, null));
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            left.get().onExit().get(30, TimeUnit.SECONDS);
        }
        batch.jobOperations().deleteJob("j");
        while (files.entry("workitems/j/job-1/hostile").isPresent()) {
            cloud.pass(Duration.ofMillis(20));
        }

        assertThat(neighbour.executionInfo().result()).isEqualTo(TaskExecutionResult.SUCCESS);
        assertThat(hostile.executionInfo().failureInfo().code()).isEqualTo("TaskEnded");
        assertThat(listed).extracting(NodeFile::name).contains("wd/many/0", "wd/many/" + (FILES - 1), "wd/closed");
        assertThat(listed)
                .filteredOn(file -> file.name().equals("stdout.txt"))
                .singleElement()
                .satisfies(file -> assertThat(file.properties().contentLength()).isEqualTo(OUTPUT));
        assertThat(files.list("workitems", true))
                .extracting(NodeFiles.Entry::path)
                .noneMatch(path -> path.contains("hostile"));
    }
}
