package io.github.batchbench.reasons;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static io.github.batchbench.assertj.BatchAssertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.DisableComputeNodeSchedulingOption;
import com.microsoft.azure.batch.protocol.models.DisableJobOption;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.StartTask;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskDependencies;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.api.WorkflowTimeoutException;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.MayLeave;
import io.github.batchbench.junit.WithPool;
import io.github.batchbench.junit.WithTasks;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fake's own word, over HTTP, and what REST can tell of any account say the same. */
@BatchTest
@MayLeave
class WaitReasonsTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final BatchClient client;
    private final FakeAzure azure;

    WaitReasonsTest(BatchClient client, FakeAzure azure) {
        this.client = client;
        this.azure = azure;
    }

    private static String get(FakeAzure azure, String query) throws Exception {
        URI address = URI.create(azure.batchEndpoint() + "/__batchbench/why?" + query);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Both say the same. */
    private List<String> why(String job, String task) throws Exception {
        List<String> byRest = BatchService.on(client).whyTask(job, task);
        assertThat(get(azure, "job=" + encoded(job) + "&task=" + encoded(task)).lines())
                .containsExactlyElementsOf(byRest);
        return byRest;
    }

    private void job(String id, String pool) throws IOException {
        client.jobOperations().createJob(id, new PoolInformation().withPoolId(pool));
    }

    private static TaskAddParameter task(String id) {
        return new TaskAddParameter().withId(id).withCommandLine("true");
    }

    @Test
    void thePoolDoesNotExist() throws Exception {
        job("nightly", "ghost");
        client.taskOperations().createTask("nightly", task("a"));

        assertThat(why("nightly", "a")).containsExactly("pool ghost does not exist");
        assertThat(get(azure, "")).isEqualTo("job nightly: pool ghost does not exist\n");
        azure.clock().virtual();
        assertThatThrownBy(() -> assertThat(client).job("nightly").tasksWithin(SOON))
                .hasMessageContaining("1 of 1 tasks of job nightly are not over")
                .hasMessageContaining("pool ghost does not exist");
        assertThatThrownBy(() -> assertThat(client).job("nightly").completesWithin(SOON))
                .hasMessageContaining("job nightly is active")
                .hasMessageContaining("pool ghost does not exist");
    }

    @Test
    void theJobIsDisabledOrFullAndATaskWaitsForOneThatFailed(TestPool pool) throws Exception {
        client.jobOperations()
                .createJob(new JobAddParameter()
                        .withId("film")
                        .withUsesTaskDependencies(true)
                        .withMaxParallelTasks(1)
                        .withPoolInfo(new PoolInformation().withPoolId(pool.id())));
        client.taskOperations()
                .createTask("film", new TaskAddParameter().withId("13").withCommandLine("/bin/sh -c 'exit 3'"));
        client.taskOperations()
                .createTask("film", task("14").withDependsOn(new TaskDependencies().withTaskIds(List.of("13", "99"))));
        assertThat(client)
                .job("film")
                .task("13")
                .reachesStateWithin(SOON, "completed")
                .failed();

        assertThat(why("film", "14"))
                .containsExactly(
                        "it waits for task 13, which failed with exit code 3",
                        "it waits for task 99, which does not exist");
        assertThat(why("film", "13")).isEmpty();

        client.taskOperations()
                .createTask("film", new TaskAddParameter().withId("long").withCommandLine("sleep 1000"));
        assertThat(client).job("film").task("long").reachesStateWithin(SOON, "running");
        client.taskOperations().createTask("film", task("next"));
        assertThat(why("film", "next"))
                .startsWith("job film may have no more than 1 tasks at once (maxParallelTasks), and has as many");
        assertThat(why("film", "long")).singleElement().asString().startsWith("it is running on node ");

        client.jobOperations().disableJob("film", DisableJobOption.WAIT);
        assertThat(why("film", "next").get(0)).startsWith("job film is disabl");
    }

    @Test
    @WithPool(slotsPerNode = 2)
    void noNodeHasTheSlots(TestPool pool, TestJob job) throws Exception {
        job(job.id() + "-big", pool.id());
        client.taskOperations().createTask(job.id() + "-big", task("four").withRequiredSlots(4));
        assertThat(why(job.id() + "-big", "four"))
                .containsExactly("it needs 4 slots, and the nodes of pool " + pool.id() + " have 2");

        job.run("sleep 1000");
        assertThat(client).job(job.id()).task("task-1").reachesStateWithin(SOON, "running");
        client.taskOperations().createTask(job.id() + "-big", task("two").withRequiredSlots(2));
        assertThat(why(job.id() + "-big", "two"))
                .singleElement()
                .asString()
                .startsWith("no node of pool " + pool.id() + " has 2 free slots: ")
                .endsWith(" uses 1 of 2");
    }

    @Test
    void schedulingIsSwitchedOff(TestPool pool) throws Exception {
        String node = client.computeNodeOperations()
                .listComputeNodes(pool.id())
                .get(0)
                .id();
        client.computeNodeOperations()
                .disableComputeNodeScheduling(pool.id(), node, DisableComputeNodeSchedulingOption.REQUEUE);
        job("nightly", pool.id());
        client.taskOperations().createTask("nightly", task("a"));

        assertThat(why("nightly", "a")).containsExactly("scheduling is switched off on node " + node);
    }

    @Test
    void thePoolIsResizingOrWasRefused(TestPool pool) throws Exception {
        azure.clock().virtual();
        azure.faults().switchOn("allocate=0");
        client.poolOperations().resizePool(pool.id(), 3, 0);
        assertThatThrownBy(() -> assertThat(client).pool(pool.id()).hasIdleNodesWithin(Duration.ofHours(1), 3))
                .hasMessageContaining("does not have 3 idle nodes")
                .hasMessageContaining("pool " + pool.id() + " did not get all its nodes: ");
        assertThat(client).pool(pool.id()).becomesSteadyWithin(SOON).hasResizeError("AllocationTimedout");
    }

    @Test
    void aStartTaskFailed() throws Exception {
        azure.clock().virtual();
        client.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId("film")
                        .withVmSize("STANDARD_D2S_V3")
                        .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                                .withNodeAgentSKUId("batch.node.ubuntu 22.04")
                                .withImageReference(new ImageReference()
                                        .withPublisher("canonical")
                                        .withOffer("0001-com-ubuntu-server-jammy")
                                        .withSku("22_04-lts")))
                        .withTargetDedicatedNodes(1)
                        .withStartTask(new StartTask()
                                .withCommandLine("/bin/sh -c 'echo no ffmpeg >&2; exit 2'")
                                .withWaitForSuccess(true)));

        assertThatThrownBy(() -> assertThat(client).pool("film").hasIdleNodesWithin(Duration.ofHours(1), 1))
                .hasMessageContaining("the start task failed with exit code 2 on node ")
                .hasMessageContaining(" of pool film: no ffmpeg");
        assertThat(get(azure, "pool=film")).contains("the start task failed with exit code 2", "no ffmpeg");
    }

    @Test
    void theWorkflowSaysItToo() {
        azure.clock().virtual();
        azure.faults().switchOn("stuck-starting");
        BatchWorkflow workflow = OfflineAccount.workflow(azure);
        assertThatThrownBy(workflow::run)
                .isInstanceOf(WorkflowTimeoutException.class)
                .hasMessageContaining("because:\n  still starting: node ");
    }

    @Test
    @WithTasks(value = "sleep 1000", timeoutMinutes = 1)
    void aTaskThatIsNotOverHasNotFailed(TestTasks tasks) throws Exception {
        assertThat(client).job(tasks.job().id()).task("task-1").reachesStateWithin(SOON, "running");
        assertThatThrownBy(() ->
                        assertThat(client).job(tasks.job().id()).task("task-1").succeeded())
                .hasMessageContaining("is not over: it is running on node")
                .hasMessageNotContaining("failed");
        assertThat(get(azure, "job=none")).contains("job");
    }
}
