package io.github.batchbench.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobServiceClient;
import com.github.tomakehurst.wiremock.http.Fault;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.batch.PoolUnusableException;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.junit.BatchTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The nine steps on the fake; after each test the accounts must be empty again. */
@BatchTest
@Timeout(60)
class WorkflowOnTheFakeTest {
    private static final Backoff QUICK = new Backoff(8, Duration.ofMillis(1), Duration.ofMillis(20));

    @AfterEach
    void nothingIsLeft(FakeAzure azure, BatchClient batch, BlobServiceClient blobs) throws IOException {
        azure.wireMock().resetAll();
        azure.blobWireMock().resetAll();
        azure.pools().allocateEverything();
        assertThat(batch.poolOperations().listPools()).isEmpty();
        assertThat(batch.jobOperations().listJobs()).isEmpty();
        assertThat(blobs.listBlobContainers()).isEmpty();
    }

    @Test
    void makesAClassDataArchiveOnANodeOfManyTasks(BatchWorkflow workflow) {
        for (int i = 1; i <= 20; i++) {
            workflow.input(i + ".txt", "the word");
        }

        WorkflowResult result = workflow.nodes(1)
                .task(input -> TaskCommand.shell(
                        NodeTask.topWords(input, 1).script() + " >said && grep \"archive: in use\" said"))
                .run();

        assertThat(result).allTasksSucceeded().hasTasks(20);
    }

    @Test
    void runsWithoutAPreparationThatFails(BatchWorkflow workflow) {
        for (int i = 1; i <= 20; i++) {
            workflow.input(i + ".txt", "x");
        }

        WorkflowResult result = workflow.nodes(1)
                .application(script("test -e \"$AZ_BATCH_NODE_SHARED_DIR/tried\"")
                        .preparedBy("touch \"$AZ_BATCH_NODE_SHARED_DIR/tried\"; exit 7"))
                .task(WorkflowOnTheFakeTest::program)
                .run();

        assertThat(result).allTasksSucceeded();
    }

    @Test
    void preparesNoProgramThatItsTasksDoNotRun(BatchWorkflow workflow) {
        for (int i = 1; i <= 20; i++) {
            workflow.input(i + ".txt", "x");
        }

        WorkflowResult result = workflow.nodes(1)
                .application(script("exit 9").preparedBy("touch \"$AZ_BATCH_NODE_SHARED_DIR/tried\""))
                .task(input -> TaskCommand.shell("test ! -e \"$AZ_BATCH_NODE_SHARED_DIR/tried\""))
                .run();

        assertThat(result).allTasksSucceeded();
    }

    @Test
    void reportsAFailedTaskWithItsExitCodeAndTheEndOfItsStderr(BatchWorkflow workflow) {
        WorkflowResult result = workflow.application(script("echo one >&2; echo gone wrong >&2; exit 3"))
                .input("a.txt", "x")
                .input("b.txt", "x")
                .task(input -> input.name().equals("a.txt") ? program(input) : TaskCommand.shell("true"))
                .run();

        assertThat(result).hasFailedTasks(1).leftNothingBehind();
        assertThat(result).taskOf("a.txt").failed().hasExitCode(3);
        assertThat(result).taskOf("a.txt").stderr().isEqualTo("one\ngone wrong");
        assertThat(result).taskOf("a.txt").failureReason().startsWith("FailureExitCode");
        assertThat(result).taskOf("b.txt").succeeded();
    }

    @Test
    void keepsInputsOfTheSameNameApart(BatchWorkflow workflow, @TempDir Path folder) throws IOException {
        Path first =
                Files.writeString(Files.createDirectory(folder.resolve("1")).resolve("x.txt"), "first");
        Path second =
                Files.writeString(Files.createDirectory(folder.resolve("2")).resolve("x.txt"), "second");

        WorkflowResult result = workflow.inputs(first, second).run();

        assertThat(result).allTasksSucceeded().hasOutputs("x_OUTPUT.txt", "x-2_OUTPUT.txt");
        assertThat(result).output("x_OUTPUT.txt").contains("first:\t1");
        assertThat(result).output("x-2_OUTPUT.txt").contains("second:\t1");
    }

    @Test
    void stagesFilesWhoseNamesNoShellWouldLike(BatchWorkflow workflow) {
        String name = "it's \"$(odd)\" & 100% ünï;.txt";

        WorkflowResult result = workflow.input(name, "content").run();

        assertThat(result).allTasksSucceeded().output(NodeTask.outputName(name)).contains("content:\t1");
    }

    @Test
    void timesOutWhenNoNodeEverComes(BatchWorkflow workflow, FakeAzure azure) {
        azure.clock().virtual();
        azure.pools().allocate(0);

        assertThatThrownBy(workflow.timeout(Duration.ofMinutes(10))::run)
                .isInstanceOf(WorkflowTimeoutException.class)
                .hasMessageContaining("After 10 min, 0 of 3 tasks are completed; 0 are running and 3 wait for a node.")
                .hasMessageContaining("task-1 is active");
    }

    @Test
    void endsAtOnceWhenThePoolIsRefusedItsNodes(BatchWorkflow workflow, FakeAzure azure) {
        azure.pools().allocate(0).withResizeError("AccountCoreQuotaReached");

        assertThatThrownBy(workflow::run)
                .isInstanceOf(PoolUnusableException.class)
                .hasMessageContaining("AccountCoreQuotaReached");
    }

    @Test
    void endsAtOnceWhenTheStartTaskFails(BatchWorkflow workflow, FakeAzure azure) {
        azure.blobWireMock()
                .stubFor(get(urlPathMatching(".*-application/.*"))
                        .willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(workflow::run)
                .isInstanceOf(PoolUnusableException.class)
                .hasMessageContaining("starttaskfailed");
    }

    @Test
    void endsATaskThatNeverEndsWhenTheTimeIsUp(BatchWorkflow workflow) {
        assertThatThrownBy(workflow.input("a", "x")
                        .task(input -> TaskCommand.shell("sleep 1000"))
                        .timeout(Duration.ofSeconds(1))::run)
                .isInstanceOf(WorkflowTimeoutException.class)
                .hasMessageContaining("0 of 1 tasks are completed; 1 are running");
    }

    @Test
    void cleansUpWhenItsThreadIsInterrupted(BatchWorkflow workflow) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        List<Throwable> thrown = new ArrayList<>();
        workflow.input("a", "x").task(input -> TaskCommand.shell("sleep 1000")).listener(new WorkflowListener() {
            @Override
            public void counts(TaskCounts counts, int expected) {
                if (counts.running() > 0) {
                    running.countDown();
                }
            }
        });
        Thread thread = new Thread(() -> {
            try {
                workflow.run();
            } catch (WorkflowInterruptedException e) {
                thrown.add(e);
            }
        });
        thread.start();
        running.await();
        thread.interrupt();
        thread.join();

        assertThat(thrown)
                .singleElement()
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }

    @Test
    void usesAnExistingPoolAndLeavesItThere(BatchWorkflow workflow, FakeAzure azure, BatchClient batch)
            throws IOException {
        WorkflowResult first = workflow.input("a", "x")
                .task(input -> TaskCommand.shell("true"))
                .keepPool()
                .run();

        WorkflowResult second = OfflineAccount.workflow(azure)
                .pool(first.poolId())
                .application(script("echo \"$1\" >&2; exit 5"))
                .input("b", "x")
                .task(WorkflowOnTheFakeTest::program)
                .run();

        assertThat(second).taskOf("b").hasExitCode(5);
        assertThat(second.poolId()).isEqualTo(first.poolId());
        assertThat(batch.poolOperations().existsPool(first.poolId())).isTrue();
        azure.reset();
    }

    @Test
    void getsThroughThrottlingAndLostAnswers(BatchWorkflow workflow, FakeAzure azure) {
        azure.wireMock()
                .stubFor(any(urlPathMatching("/(pools|jobs).*"))
                        .inScenario("busy")
                        .whenScenarioStateIs("Started")
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "0"))
                        .willSetStateTo("503"));
        azure.wireMock()
                .stubFor(post(urlPathMatching("/jobs/.*/addtaskcollection"))
                        .inScenario("busy")
                        .whenScenarioStateIs("503")
                        .willReturn(aResponse()
                                .withFault(Fault.CONNECTION_RESET_BY_PEER)
                                .withTransformers("fake"))
                        .willSetStateTo("calm"));

        WorkflowResult result = workflow.backoff(QUICK)
                .input("a", "x")
                .input("b", "x")
                .task(input -> TaskCommand.shell("true"))
                .run();

        assertThat(result).allTasksSucceeded().hasTasks(2);
    }

    @Test
    void cleansUpWhatItCanWhenTheServiceStaysDown(BatchWorkflow workflow, FakeAzure azure) {
        azure.wireMock()
                .stubFor(post(urlPathMatching("/jobs")).willReturn(aResponse().withStatus(500)));

        assertThatThrownBy(workflow.backoff(QUICK)::run)
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("create job")
                .hasMessageContaining("HTTP 500")
                .hasNoSuppressedExceptions();
    }

    @Test
    void createsNothingWhenAnInputIsMissing(BatchWorkflow workflow, @TempDir Path folder) {
        Path missing = folder.resolve("none.txt");

        assertThatThrownBy(workflow.inputs(missing)::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("There is no file " + missing + ".");
        assertThatThrownBy(workflow.inputs(folder)::run).hasMessageContaining("is no file");
    }

    private static Application script(String text) {
        return Application.of("program.sh", text.getBytes(StandardCharsets.UTF_8));
    }

    private static TaskCommand program(StagedInput input) {
        return TaskCommand.shell("/bin/sh " + input.application() + " " + input.word());
    }
}
