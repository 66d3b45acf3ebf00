package io.github.batchbench.api;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.JobState;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.TaskCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run may cost at most, and what becomes of it if its process dies. */
@Timeout(60)
class SafetyTest {
    private final FakeAzure azure = FakeAzure.start();
    private final AzureAccount account = OfflineAccount.of(azure);
    private final BatchClient batch = BatchClients.open(account);

    @AfterEach
    void close() {
        azure.close();
        batch.protocolLayer().restClient().close();
    }

    private BatchWorkflow workflow() {
        return OfflineAccount.workflow(azure).input("a", "x").task(input -> TaskCommand.shell("true"));
    }

    @Test
    void thePoolLosesItsNodesByItselfWhenItExpires() throws Exception {
        azure.clock().virtual();
        WorkflowResult result = workflow()
                .nodes(2, 1)
                .poolLife(Duration.ofHours(1))
                .keepPool()
                .keepJob()
                .run();

        assertThat(nodes(result)).isEqualTo(3);
        azure.clock().advance(Duration.ofMinutes(50));
        assertThat(nodes(result)).isEqualTo(3);
        azure.clock().advance(Duration.ofMinutes(20));
        assertThat(nodes(result)).isZero();
        assertThat(batch.computeNodeOperations().listComputeNodes(result.poolId()))
                .isEmpty();
    }

    @Test
    void makesNoMoreNodesThanTasksCanUseUnlessThePoolIsKept() throws Exception {
        List<String> told = new ArrayList<>();
        WorkflowListener listener = new WorkflowListener() {
            @Override
            public void step(Step step, String detail) {
                if (step == Step.CREATE_POOL) {
                    told.add(detail.substring(detail.indexOf(',') + 2));
                }
            }
        };
        workflow()
                .input("b", "y")
                .input("c", "z")
                .nodes(1, 400)
                .slotsPerNode(2)
                .listener(listener)
                .run();
        workflow().nodes(3).listener(listener).run();
        WorkflowResult kept = workflow().nodes(3).keepPool().listener(listener).run();

        assertThat(told)
                .containsExactly("2 nodes of 401: no more have a task", "1 node of 3: no more have a task", "3 nodes");
        assertThat(nodes(kept)).isEqualTo(3);
    }

    @Test
    void thePoolExpiresByTheServicesClockAndNotByThisMachines() {
        azure.clock().skipAhead();
        azure.clock().advance(Duration.ofHours(1));

        WorkflowResult result = BatchWorkflow.on(account)
                .input("a", "x")
                .task(input -> TaskCommand.shell("true"))
                .timeout(Duration.ofSeconds(20))
                .poolLife(Duration.ofMinutes(30))
                .run();

        assertThat(result.allTasksSucceeded()).isTrue();
    }

    /** Waiting for more than that is waiting in vain: nobody would run the tasks. */
    @Test
    void theRunWaitsNoLongerThanItsPoolLives() {
        List<String> waits = new ArrayList<>();
        workflow()
                .timeout(Duration.ofMinutes(30))
                .poolLife(Duration.ofMinutes(10))
                .listener(new WorkflowListener() {
                    @Override
                    public void step(Step step, String detail) {
                        if (step == Step.WAIT) {
                            waits.add(detail);
                        }
                    }
                })
                .run();

        assertThat(waits).containsExactly("at most 10 min");
    }

    private int nodes(WorkflowResult result) throws Exception {
        CloudPool pool = batch.poolOperations().getPool(result.poolId());
        return pool.currentDedicatedNodes() + pool.currentLowPriorityNodes();
    }

    @Test
    void theJobEndsWithItsTasksAndHasALimitForWhenItHasNone() throws Exception {
        List<CloudJob> jobs = new ArrayList<>();
        WorkflowResult result = workflow()
                .keepJob()
                .listener(waiting(() -> jobs.add(onlyJob())))
                .run();

        assertThat(jobs.get(0)
                        .constraints()
                        .maxWallClockTime()
                        .toStandardMinutes()
                        .getMinutes())
                .isEqualTo(30);
        CloudJob job = batch.jobOperations().getJob(result.jobId());
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.executionInfo().terminateReason()).isEqualTo("AllTasksComplete");
    }

    private CloudJob onlyJob() {
        try {
            return batch.jobOperations().listJobs().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesARunThatMightTakeTooMuchBeforeItCreatesAnything() throws Exception {
        Budget minutes = new Budget(89L, null, null);
        Budget cost = new Budget(null, new BigDecimal("0.50"), new BigDecimal("0.74"));

        assertThatThrownBy(workflow().nodes(2).budget(minutes)::run)
                .isInstanceOf(LimitExceededException.class)
                .hasMessage("This run may take 90 node-minutes (2 nodes for 45 min), but no more than 89 node-minutes"
                        + " are allowed. Take fewer nodes or a shorter time-out, or allow more. Nothing was created.");
        assertThatThrownBy(workflow().nodes(2).budget(cost)::run)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("which cost 0.75, but no more than 0.74 is allowed");
        assertThat(BlobClients.open(account).listBlobContainers()).isEmpty();
        assertThat(batch.poolOperations().listPools()).isEmpty();
    }

    @Test
    void saysTheWorstCaseAndWhatIsThereBeforeTheFirstStep() {
        List<String> told = new ArrayList<>();

        workflow()
                .nodes(2)
                .quota(new Quota(1, 1, 2))
                .listener(new WorkflowListener() {
                    @Override
                    public void worstCase(WorstCase most) {
                        told.add(most.toString());
                    }

                    @Override
                    public void accountUse(AccountUse use) {
                        told.add(use.toString());
                    }

                    @Override
                    public void step(Step step, String detail) {
                        told.add(step.name());
                    }
                })
                .run();

        assertThat(told)
                .startsWith(
                        "90 node-minutes (2 nodes for 45 min)",
                        "0 pools with 0 nodes, 0 active jobs and job schedules",
                        "CREATE_CONTAINERS");
    }

    @Test
    void refusesARunThatTheAccountHasNoRoomFor() throws Exception {
        WorkflowResult first = workflow().nodes(2).keepPool().run();

        assertThatThrownBy(workflow().quota(new Quota(1, null, null))::run)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("The account has 1 pools of the 1 it may have, and this run needs 1.");
        assertThatThrownBy(workflow().nodes(3).quota(new Quota(null, null, 4))::run)
                .hasMessageContaining("The account has 2 nodes of the 4 it may have, and this run needs 3.");
        assertThat(workflow().pool(first.poolId()).quota(new Quota(1, 1, 2)).run())
                .allTasksSucceeded();
    }

    @Test
    void picksUpARunWhoseProcessDied() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread dead = new Thread(() -> OfflineAccount.workflow(azure)
                .input("b.txt", "two two words")
                .input("a.txt", "word")
                .owner("me")
                .listener(waiting(() -> {
                    waits.countDown();
                    park(never);
                }))
                .run());
        dead.setDaemon(true); // It never comes back, as if its process had been killed.
        dead.start();
        waits.await();
        String runId = onlyJob().id().replaceFirst("-job$", "");

        assertThatThrownBy(() -> OfflineAccount.workflow(azure).owner("you").resume(runId))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Its owner is me.");
        assertThatThrownBy(() -> OfflineAccount.workflow(azure).owner("me").resume("bb-other"))
                .hasMessageContaining("There are: " + runId + ".");
        WorkflowResult result = OfflineAccount.workflow(azure).owner("me").resume(runId);

        assertThat(result).allTasksSucceeded().leftNothingBehind().hasOutputs("b_OUTPUT.txt", "a_OUTPUT.txt");
        assertThat(result.tasks()).extracting(TaskOutcome::input).containsExactly("b.txt", "a.txt");
        assertThat(result).output("b_OUTPUT.txt").contains("two:\t2");
        assertThat(batch.poolOperations().listPools()).isEmpty();
        assertThat(batch.jobOperations().listJobs()).isEmpty();
        assertThat(BlobClients.open(account).listBlobContainers()).isEmpty();
    }

    private static void park(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something once, when the run begins to wait for its tasks. */
    private static WorkflowListener waiting(Runnable action) {
        return new WorkflowListener() {
            private boolean done;

            @Override
            public void counts(TaskCounts counts, int expected) {
                if (!done) {
                    done = true;
                    action.run();
                }
            }
        };
    }
}
