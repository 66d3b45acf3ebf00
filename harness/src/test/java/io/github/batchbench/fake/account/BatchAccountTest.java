package io.github.batchbench.fake.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.jobs.Jobs;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchAccountTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Duration TASK_TIME = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes nodes = scripted.nodes;
    private final BatchAccount account = scripted.account;

    @Test
    void aJobsNewLimitCountsFromItsCreation() {
        Document spec = Document.of("id", "limited").with("poolInfo", Document.of("poolId", "p"));
        Job job = account.jobs().add(spec.with("constraints", Document.of("maxWallClockTime", "PT1H")));
        timeline.advance(Duration.ofMinutes(30));
        account.jobs().update("limited", spec.with("constraints", Document.of("maxWallClockTime", "PT2H")));
        timeline.advance(Duration.ofMinutes(89));
        assertThat(job.state()).isEqualTo(JobState.ACTIVE);

        timeline.advance(Duration.ofMinutes(2));
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.terminateReason()).isEqualTo("MaxWallClockTimeExpiry");
    }

    @Test
    void aPoolIsResizingUntilItsNodesAreThere() {
        Pool pool = account.pools().add(pool("p", 2));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.RESIZING);

        timeline.advance(A_WHILE);

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.nodes()).extracting(ComputeNode::state).containsOnly(NodeState.IDLE);
        assertThat(nodes.alive()).hasSize(2);
    }

    @Test
    void theStartTaskGatesTheNode() {
        Pool pool = account.pools().add(pool("p", 1).with("startTask", Document.of("commandLine", "true")));
        timeline.advance(A_WHILE);
        assertThat(node(pool).state()).isEqualTo(NodeState.WAITING_FOR_START_TASK);

        timeline.advance(TASK_TIME);

        assertThat(node(pool).state()).isEqualTo(NodeState.IDLE);
    }

    @Test
    void theStartTaskIsGivenItsSettingsAndItsPools() {
        Document variable = Document.of("name", "A").with("value", "1");
        Document containers = Document.of("type", "dockerCompatible");
        account.pools()
                .add(pool("p", 1)
                        .with("virtualMachineConfiguration", Document.of("containerConfiguration", containers))
                        .with(
                                "startTask",
                                Document.of("commandLine", "true").with("environmentSettings", List.of(variable))));
        timeline.advance(A_WHILE);

        assertThat(nodes.started()).singleElement().satisfies(run -> {
            assertThat(run.kind()).isEqualTo(Assignment.Kind.START_TASK);
            assertThat(run.directory()).isEqualTo("startup");
            assertThat(run.environment()).containsExactly(entry("A", "1"));
            assertThat(run.context().containers()).isEqualTo(containers);
            assertThat(run.context().jobPreparationDirectory()).isNull();
        });
    }

    @Test
    void aFailedStartTaskIsRetriedAndThenKeepsTheNodeOut() {
        nodes.script(assignment -> Outcome.exited(1));
        Document startTask = Document.of("commandLine", "false").with("maxTaskRetryCount", 2L);
        Pool pool = account.pools().add(pool("p", 1).with("startTask", startTask));

        timeline.advance(TASK_TIME.multipliedBy(4));

        assertThat(node(pool).state()).isEqualTo(NodeState.START_TASK_FAILED);
        assertThat(nodes.started()).hasSize(3);
    }

    @Test
    void tasksRunOnAsManySlotsAsThereAre() {
        account.pools().add(pool("p", 2).with("taskSlotsPerNode", 2L));
        Job job = jobWithTasks("j", 10);

        timeline.advance(A_WHILE);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(6, 4, 0, 0));
        timeline.advance(TASK_TIME);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(2, 4, 4, 0));
        timeline.advance(TASK_TIME.multipliedBy(2));
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 10, 0));
    }

    @Test
    void aTaskThatNeedsMoreSlotsThanANodeHasNeverHoldsUpTheOthers() {
        account.pools().add(pool("p", 1));
        Job job = account.jobs().add(job("j"));
        account.tasks().add("j", task("wide").with("requiredSlots", 2L));
        account.tasks().add("j", task("narrow"));

        timeline.advance(TASK_TIME.multipliedBy(3));

        assertThat(job.task("wide").orElseThrow().state()).isEqualTo(TaskState.ACTIVE);
        assertThat(job.task("narrow").orElseThrow().state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aFailingTaskIsRetriedInPlaceAsOftenAsItMay() {
        nodes.script(assignment -> Outcome.exited(3));
        account.pools().add(pool("p", 1));
        account.jobs().add(job("j"));
        Task task = account.tasks().add("j", task("t").with("constraints", Document.of("maxTaskRetryCount", 1L)));

        timeline.advance(TASK_TIME.plus(A_WHILE));
        assertThat(task.state()).isEqualTo(TaskState.RUNNING);
        timeline.advance(TASK_TIME);

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.run().exitCode()).isEqualTo(3);
        assertThat(task.run().retryCount()).isEqualTo(1);
        assertThat(task.run().failure()).isEqualTo(Failures.EXIT_CODE);
    }

    @Test
    void aTaskOverItsWallClockLimitIsEnded() {
        account.pools().add(pool("p", 1));
        account.jobs().add(job("j"));
        Task task = account.tasks().add("j", task("t").with("constraints", Document.of("maxWallClockTime", "PT30S")));

        timeline.advance(Duration.ofSeconds(45));

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.run().failure()).isEqualTo(Failures.ENDED_BY_LIMIT);
    }

    @Test
    void aSmallerPoolRequeuesWhatItsNodesRan() {
        account.pools().add(pool("p", 2));
        Job job = jobWithTasks("j", 2);
        timeline.advance(A_WHILE);
        assertThat(job.taskCounts().running()).isEqualTo(2);

        account.pools().resize("p", new PoolSize(1, 0), Duration.ofMinutes(15), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 1, 0, 0));
        assertThat(nodes.alive()).hasSize(1);
    }

    @Test
    void nodesThatLeaveAfterTheirTasksWaitForThem() {
        Pool pool = account.pools().add(pool("p", 1));
        Job job = jobWithTasks("j", 2);
        timeline.advance(A_WHILE);

        account.pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(15), Deallocation.TASK_COMPLETION);
        timeline.advance(A_WHILE);
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.RESIZING);
        timeline.advance(TASK_TIME);

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 1, 0));
    }

    @Test
    void aPoolThatGetsTooFewNodesTimesOutWithAnError() {
        account.allocation((pool, wanted) -> new Allocation.Grant(new PoolSize(1, 0), List.of()));
        Pool pool = account.pools().add(pool("p", 3));

        timeline.advance(Duration.ofMinutes(16));

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.current()).isEqualTo(new PoolSize(1, 0));
        assertThat(pool.resizeErrors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("AllocationTimedout");
            assertThat(error.message())
                    .isEqualTo("Desired number of dedicated nodes could not be allocated as the resize timeout was"
                            + " reached");
        });
    }

    @Test
    void aJobEndsWithItsTasksIfItIsToldTo() {
        account.pools().add(pool("p", 1));
        Job job = jobWithTasks("j", 1);
        account.jobs().update("j", job.spec().with("onAllTasksComplete", "terminatejob"));

        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.terminateReason()).isEqualTo("AllTasksComplete");
        assertRefused(() -> account.tasks().add("j", task("late")), BatchErrorCode.JOB_COMPLETED);
    }

    @Test
    void whatIsBeingDeletedIsThereForAWhile() {
        account.pools().add(pool("p", 1));
        jobWithTasks("j", 1);
        timeline.advance(A_WHILE);

        account.jobs().delete("j");
        account.pools().delete("p");

        assertThat(account.jobs().get("J").state()).isEqualTo(JobState.DELETING);
        assertRefused(() -> account.pools().delete("p"), BatchErrorCode.POOL_BEING_DELETED);
        timeline.advance(A_WHILE);
        assertRefused(() -> account.jobs().get("j"), BatchErrorCode.JOB_NOT_FOUND);
        assertRefused(() -> account.pools().get("p"), BatchErrorCode.POOL_NOT_FOUND);
        assertThat(nodes.alive()).isEmpty();
    }

    @Test
    void disablingAJobRequeuesItsTasksAndEnablingRunsThemAgain() {
        account.pools().add(pool("p", 1));
        Job job = jobWithTasks("j", 1);
        timeline.advance(A_WHILE);

        account.jobs().disable("j", Jobs.DisableTasks.REQUEUE);
        timeline.advance(TASK_TIME);
        assertThat(job.state()).isEqualTo(JobState.DISABLED);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 0));
        account.jobs().enable("j");
        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
    }

    @Test
    void aFailedTaskCanBeReactivatedAndASuccessfulOneCannot() {
        nodes.script(assignment -> Outcome.exited(1));
        account.pools().add(pool("p", 1));
        Job job = jobWithTasks("j", 1);
        timeline.advance(TASK_TIME.plus(A_WHILE));
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 0, 1));

        nodes.script(assignment -> Outcome.exited(0));
        account.tasks().reactivate("j", "t0");
        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
        assertRefused(() -> account.tasks().reactivate("j", "t0"), BatchErrorCode.TASK_SUCCEEDED);
    }

    @Test
    void higherPriorityGoesFirst() {
        account.pools().add(pool("p", 1));
        Job low = jobWithTasks("low", 3);
        account.jobs().add(job("high").with("priority", 100L));
        account.tasks().add("high", task("t"));
        timeline.advance(A_WHILE);

        assertThat(account.jobs().get("high").taskCounts().running()).isEqualTo(1);
        assertThat(low.taskCounts().active()).isEqualTo(3);
    }

    private Job jobWithTasks(String id, int tasks) {
        Job job = account.jobs().add(job(id));
        for (int i = 0; i < tasks; i++) {
            account.tasks().add(id, task("t" + i));
        }
        return job;
    }

    private static ComputeNode node(Pool pool) {
        return pool.nodes().iterator().next();
    }

    private static Document pool(String id, long dedicated) {
        return Document.of("id", id).with("vmSize", "standard_d2s_v3").with("targetDedicatedNodes", dedicated);
    }

    private static Document job(String id) {
        return Document.of("id", id).with("poolInfo", Document.of("poolId", "p"));
    }

    private static Document task(String id) {
        return Document.of("id", id).with("commandLine", "true");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, BatchErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BatchException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
