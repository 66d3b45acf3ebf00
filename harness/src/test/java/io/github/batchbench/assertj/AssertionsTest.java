package io.github.batchbench.assertj;

import static io.github.batchbench.assertj.StorageAssertions.assertThat;
import static io.github.batchbench.assertj.StorageAssertions.assertThatThrownBy;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.OnAllTasksComplete;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.WithContainer;
import io.github.batchbench.junit.WithTasks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.time.Period;
import org.junit.jupiter.api.Test;

@BatchTest
class AssertionsTest {
    private static void failsWith(ThrowingCallable assertion, String... facts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(facts);
    }

    @Test
    @WithTasks(
            value = {"echo one; echo made > out.txt", "echo oh no >&2; exit 3"},
            outputs = "*.txt",
            retries = 1)
    void tasks(TestTasks tasks, TestOutputs outputs, BatchClient client) {
        assertThat(tasks).hasSize(2).haveFailed(1);
        assertThat(tasks)
                .task("task-1")
                .succeeded()
                .isCompleted()
                .hasExitCode(0)
                .wasRetried(0)
                .wasRequeued(0)
                .ranOn(String.valueOf(tasks.reports().get(0).nodeId()));
        assertThat(tasks).task("task-1").stdout().isEqualTo("one\n");
        assertThat(tasks).task("task-1").file("wd/out.txt").isEqualTo("made\n");
        assertThat(tasks).task("task-1").files().contains("stdout.txt", "stderr.txt", "wd/out.txt");
        assertThat(tasks).task("task-1").elapsed().isLessThan(Duration.ofMinutes(20));
        assertThat(tasks)
                .task("task-2")
                .failed()
                .hasExitCode(3)
                .hasFailureCode("FailureExitCode")
                .wasRetried(1)
                .stderr()
                .contains("oh no");
        assertThat(tasks).task("task-2").failureReason().startsWith("FailureExitCode");
        assertThat(outputs).hasBlobs("task-1/out.txt").blob("task-1/out.txt").isEqualTo("made\n");
        assertThat(client).job(tasks.job().id()).isActive().tasks().hasSize(2);

        failsWith(
                () -> assertThat(tasks).allSucceeded(),
                "1 of 2 tasks did not succeed",
                "Task task-2",
                "exited with 3",
                "FailureExitCode",
                "command line: /bin/sh -c 'echo oh no >&2; exit 3'",
                "stderr:\n    oh no");
        failsWith(() -> assertThat(tasks).task("task-1").failed(), "Expected a failure", "task-1");
        failsWith(() -> assertThat(tasks).task("task-2").hasExitCode(4), "Expected exit code 4 but was 3", "oh no");
        failsWith(() -> assertThat(tasks).task("task-2").wasRetried(2), "Expected 2 retries but there were 1");
        failsWith(() -> assertThat(tasks).task("task-2").hasFailureCode("X"), "Expected failure X but was Fail");
        failsWith(() -> assertThat(tasks).task("task-1").ranOn("nowhere"), "Expected node nowhere but was tvm");
        failsWith(() -> assertThat(tasks).task("task-9"), "There is no task task-9", "[task-1, task-2]");
        failsWith(() -> assertThat(tasks).task("task-1").hasState("active"), "Expected state active but was completed");
    }

    @Test
    void tasksThatOthersHaveAdded(TestJob job, BatchClient client) throws IOException {
        client.taskOperations()
                .createTask(job.id(), new TaskAddParameter().withId("theirs").withCommandLine("echo done"));

        assertThat(client).job(job.id()).tasksWithin(Duration.ofMinutes(1)).allSucceeded();

        client.taskOperations()
                .createTask(job.id(), new TaskAddParameter().withId("after").withCommandLine("sleep 600"));
        failsWith(
                () -> assertThat(client).job(job.id()).tasksWithin(Duration.ZERO),
                "1 of 2 tasks of job " + job.id() + " are not over",
                "because:");
    }

    @Test
    void jobsAndPools(TestJob job, TestPool pool, BatchClient client, AzureAccount account) {
        assertThat(job).isActive().runsOn(pool.id()).tasks().hasSize(0);
        assertThat(pool).isSteady().hasNodes(1).hasNoResizeErrors();
        assertThat(pool).onlyNode().isIdle().hasStartTaskExitCode(0);

        failsWith(() -> assertThat(client).job("none"), "There is no job none, only [" + job.id());
        failsWith(() -> assertThat(client).pool("none"), "There is no pool none, only [" + pool.id());
        failsWith(() -> assertThat(client).hasNoPools(), "Expected no pool", pool.id());
        failsWith(() -> assertThat(client).hasNoJobs(), "Expected no job", job.id());
        assertThat(account).pool(pool.id()).isSteady().hasNodes(1);
        assertThat(account).job(job.id()).isActive().runsOn(pool.id());
        failsWith(() -> assertThat(account).hasNoJobs(), "Expected no job", job.id());
        failsWith(() -> assertThat(job).isCompleted(), "to be completed but it is active");
        failsWith(() -> assertThat(job).runsOn("other"), "on pool other but it is on " + pool.id());
        failsWith(() -> assertThat(job).tasks().allSucceeded(), "has none");
        failsWith(() -> assertThat(pool).hasNodes(2), "Expected 2 nodes", "is steady", "nodes: 1 of 1", "(idle)");
        failsWith(() -> assertThat(pool).hasResizeError("AllocationFailed"), "Expected resize error", "errors: []");
        failsWith(() -> assertThat(pool).onlyNode().hasState("offline"), "Expected state offline", "is idle");
        failsWith(() -> assertThat(pool).onlyNode().hasStartTaskExitCode(2), "exit code of its start task: 0");
    }

    @Test
    void containers(@WithContainer("texts") TestContainer container, BlobServiceClient blobs) {
        assertThat(container).isEmpty();
        container.stage("a.txt", "text");
        assertThat(container).hasBlobs("a.txt").blob("a.txt").isEqualTo("text");
        assertThat(blobs.getBlobContainerClient(container.name())).blob("a.txt").startsWith("te");

        failsWith(() -> assertThat(container).isEmpty(), "blobs of container", "a.txt");
        failsWith(() -> assertThat(container).blob("b.txt"), "b.txt");
    }

    @Test
    void requestsAndVirtualTime(FakeAzure azure, TestJob job, BatchClient client) throws IOException {
        azure.clock().virtual();
        Instant began = azure.clock().instant();
        client.taskOperations()
                .createTask(
                        job.id(),
                        new TaskAddParameter()
                                .withId("slow")
                                .withCommandLine("sleep 100000")
                                .withConstraints(new TaskConstraints().withMaxWallClockTime(Period.minutes(30))));
        azure.clock().advance(Duration.ofMinutes(31));

        assertThat(azure).received(1, "POST", "/jobs/.*/tasks").didEverythingAsked();
        assertThat(azure).requests().contains("POST /jobs").noneMatch(line -> line.contains("sig="));
        assertThat(azure).now().isEqualTo(began.plus(Duration.ofMinutes(31)));
        failsWith(
                () -> assertThat(azure).received(7, "DELETE", "/pools/.*"),
                "Expected 7 requests DELETE",
                "there were 0, the nearest being",
                "among",
                "POST /pools");
        failsWith(
                () -> assertThat(azure).received(1, "POST", "/job/.*/tasks"),
                "the nearest being POST /jobs/" + job.id() + "/tasks, among");
    }

    @Test
    @WithContainer("in")
    void waitsByTheFakesTime(TestContainer container, TestPool pool, BatchClient client, FakeAzure azure)
            throws Exception {
        azure.clock().virtual();
        failsWith(
                () -> assertThat(container).getsBlobWithin(Duration.ofDays(1), "never.txt"),
                "After PT24H, container " + container.name() + " has no blob never.txt");
        container.stage("a.txt", "text");
        assertThat(container).getsBlobWithin(Duration.ofDays(1), "a.txt").hasBlobs("a.txt");

        client.jobOperations()
                .createJob(new JobAddParameter()
                        .withId("ends")
                        .withOnAllTasksComplete(OnAllTasksComplete.NO_ACTION)
                        .withPoolInfo(new PoolInformation().withPoolId(pool.id())));
        client.taskOperations()
                .createTask("ends", new TaskAddParameter().withId("a").withCommandLine("true"));
        failsWith(
                () -> assertThat(client).job("ends").completesWithin(Duration.ofHours(1)),
                "After PT1H, job ends is active",
                "none of its tasks is left, and nothing ends the job: its onAllTasksComplete is noaction");
        client.jobOperations().terminateJob("ends", "enough");
        assertThat(client).job("ends").completesWithin(Duration.ofHours(1)).isCompleted();
        client.jobOperations().deleteJob("ends");
    }
}
