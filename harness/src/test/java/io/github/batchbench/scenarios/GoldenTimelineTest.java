package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.pool;
import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobPatchParameter;
import com.microsoft.azure.batch.protocol.models.JobPreparationTask;
import com.microsoft.azure.batch.protocol.models.JobReleaseTask;
import com.microsoft.azure.batch.protocol.models.OnAllTasksComplete;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.StartTask;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import com.microsoft.azure.batch.protocol.models.TaskDependencies;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.NodeFault;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.Script;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same scenario with the same seed is the same run to the byte, on every JDK: it is compared with a file. Run it with
 * {@code -Dbatchbench.golden=write} to write the file anew.
 */
@Timeout(60)
class GoldenTimelineTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/github/batchbench/scenarios/timeline.txt");

    @Test
    void theSameSeedGivesTheSameTimeline() throws Exception {
        List<String> timeline = run(42);
        if ("write".equals(System.getProperty("batchbench.golden"))) {
            Files.createDirectories(GOLDEN.resolveSibling(""));
            Files.write(GOLDEN, timeline);
        }

        assertThat(timeline).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
        assertThat(run(43)).isNotEqualTo(timeline);
    }

    /** Nodes of both kinds, one preempted and one with a bad start task; preparation, dependencies, retries, release. */
    private static List<String> run(long seed) throws Exception {
        List<String> timeline = new ArrayList<>();
        FakeAzureOptions options = FakeAzureOptions.defaults()
                .withVirtualTimeFrom(Instant.parse("2026-11-23T08:00:00Z"))
                .withLatencies("realistic", seed);
        try (FakeAzure azure = FakeAzure.start(options)) {
            azure.batch().changes().listen(change -> timeline.add(change.toString()));
            azure.scripts().everything().play(Script.succeeds().after(Duration.ofMinutes(7)));
            azure.scripts().task("bad").play(Script.exits(3).after(Duration.ofMinutes(2)));
            azure.faults().pool("p").startTaskFailsOnOneNode(1);
            azure.faults().pool("p").nextNodeIs(NodeFault.PREEMPTED);
            BatchClient batch = BatchClients.open(OfflineAccount.of(azure));
            Cloud cloud = new Cloud(batch, BlobClients.open(OfflineAccount.of(azure)), azure);
            batch.poolOperations()
                    .createPool(pool("p")
                            .withTargetDedicatedNodes(2)
                            .withTargetLowPriorityNodes(2)
                            .withTaskSlotsPerNode(2)
                            .withStartTask(new StartTask().withCommandLine("true")));
            batch.jobOperations()
                    .createJob(new JobAddParameter()
                            .withId("j")
                            .withPoolInfo(new PoolInformation().withPoolId("p"))
                            .withUsesTaskDependencies(true)
                            .withJobPreparationTask(new JobPreparationTask().withCommandLine("true"))
                            .withJobReleaseTask(new JobReleaseTask().withCommandLine("true")));
            for (int i = 0; i < 6; i++) {
                cloud.add("j", task("t" + i, "true"));
            }
            cloud.add("j", task("bad", "true").withConstraints(new TaskConstraints().withMaxTaskRetryCount(1)));
            cloud.add("j", task("last", "true").withDependsOn(new TaskDependencies().withTaskIds(List.of("t0", "t5"))));
            batch.jobOperations()
                    .patchJob("j", new JobPatchParameter().withOnAllTasksComplete(OnAllTasksComplete.TERMINATE_JOB));
            azure.clock().advance(Duration.ofHours(3));
            batch.poolOperations().deletePool("p");
            azure.clock().advance(Duration.ofHours(1));
            batch.protocolLayer().restClient().close();
        }
        return timeline;
    }
}
