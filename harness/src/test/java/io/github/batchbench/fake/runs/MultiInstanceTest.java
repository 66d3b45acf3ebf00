package io.github.batchbench.fake.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.jobs.Jobs;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MultiInstanceTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Duration TASK_TIME = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes machines = scripted.nodes;
    private final BatchAccount account = scripted.account;

    @Test
    void theCoordinationCommandRunsOnAllNodesAndThenTheCommandOnThePrimary() {
        Task task = submit(pool(3), 3, 0);
        timeline.advance(A_WHILE);
        assertThat(machines.started())
                .extracting(Assignment::kind)
                .containsExactly(Kind.SUBTASK, Kind.SUBTASK, Kind.SUBTASK);
        assertThat(machines.started())
                .allSatisfy(run -> assertThat(run.spec().string("commandLine")).hasValue("coordinate"));
        timeline.advance(TASK_TIME);

        Assignment last = machines.started().get(3);
        assertThat(last.kind()).isEqualTo(Kind.TASK);
        assertThat(last.spec().string("commandLine")).hasValue("compute");
        assertThat(last.directory()).isEqualTo("workitems/j/job-1/t");
        assertThat(Objects.requireNonNull(last.context().instances()).nodes())
                .hasSize(3)
                .startsWith(last.node());
        timeline.advance(TASK_TIME);

        assertThat(task.succeeded()).isTrue();
        assertThat(task.subtasks())
                .allSatisfy(subtask -> assertThat(subtask.lifecycle().state()).isEqualTo(TaskState.COMPLETED));
        assertThat(account.pools().get("p").nodes())
                .allSatisfy(node -> assertThat(node.state()).isEqualTo(NodeState.IDLE));
    }

    @Test
    void itWaitsForEnoughNodesAndOthersDoNotWaitForIt() {
        Task wide = submit(pool(2), 3, 0);
        Task narrow = account.tasks().add("j", Document.of("id", "n").with("commandLine", "true"));
        timeline.advance(TASK_TIME.plus(A_WHILE));
        assertThat(wide.state()).isEqualTo(TaskState.ACTIVE);
        assertThat(narrow.succeeded()).isTrue();
    }

    @Test
    void inAPoolThatIsNotMadeForItItWaitsForEver() {
        Document quiet = Document.of("id", "p").with("targetDedicatedNodes", 3L);
        assertThat(submit(quiet, 2, 0).state()).isEqualTo(TaskState.ACTIVE);
        timeline.advance(Duration.ofDays(1));
        assertThat(machines.started()).isEmpty();
    }

    @Test
    void itIsNotPlacedWhereItsJobCouldNotBePrepared() {
        machines.script(run -> Outcome.exited(run.kind() == Kind.JOB_PREPARATION ? 1 : 0));
        Document preparation =
                Document.of("commandLine", "false").with("constraints", Document.of("maxTaskRetryCount", 0L));
        Task task = submit(pool(2), Document.of("jobPreparationTask", preparation), 2, 0);

        timeline.advance(TASK_TIME.multipliedBy(3));

        assertThat(task.state()).isEqualTo(TaskState.ACTIVE);
        assertThat(machines.started())
                .extracting(Assignment::kind)
                .containsExactly(Kind.JOB_PREPARATION, Kind.JOB_PREPARATION);
    }

    @Test
    void itIsNotForgottenWhenItsJobChanges() {
        Task task = submit(pool(0), 2, 0);
        Job job = account.jobs().get("j");
        account.jobs().update("j", job.spec().with("priority", 7L));
        account.pools().resize("p", new PoolSize(2, 0), TASK_TIME, Deallocation.REQUEUE);

        timeline.advance(TASK_TIME.multipliedBy(3));

        assertThat(task.succeeded()).isTrue();
    }

    @Test
    void itWaitsLikeAnyOtherWhileItsJobIsDisabled() {
        Task task = submit(pool(0), 2, 0);
        account.jobs().disable("j", Jobs.DisableTasks.REQUEUE);
        account.pools().resize("p", new PoolSize(2, 0), TASK_TIME, Deallocation.REQUEUE);

        timeline.advance(TASK_TIME);

        assertThat(task.state()).isEqualTo(TaskState.ACTIVE);
    }

    @Test
    void aSubtaskThatFailsFailsTheWholeAndTheWholeIsTriedAgain() {
        machines.script(run ->
                Outcome.exited(run.kind() == Kind.SUBTASK && run.directory().endsWith("/1") ? 4 : 0));
        Task task = submit(pool(2), 2, 1);
        timeline.advance(TASK_TIME.multipliedBy(3));

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.run().retryCount()).isEqualTo(1);
        assertThat(task.run().exitCode()).isEqualTo(4);
        assertThat(task.run().failure()).isEqualTo(Failures.EXIT_CODE);
        assertThat(machines.started())
                .extracting(Assignment::kind)
                .containsOnly(Kind.SUBTASK)
                .hasSize(4);
    }

    @Test
    void theLossOfOneNodeRequeuesTheWhole() {
        Task task = submit(pool(2), 2, 0);
        timeline.advance(A_WHILE);
        String second = task.subtasks().get(1).node().nodeId();

        account.nodeFaults().loseContact("p", second);
        timeline.advance(TASK_TIME);
        assertThat(task.state()).isEqualTo(TaskState.ACTIVE);
        assertThat(task.run().requeueCount()).isEqualTo(1);

        account.nodeFaults().recover("p", second);
        timeline.advance(TASK_TIME.multipliedBy(3));
        assertThat(task.succeeded()).isTrue();
    }

    @Test
    void terminatingItFreesAllNodes() {
        Task task = submit(pool(2), 2, 0);
        timeline.advance(A_WHILE);
        account.tasks().terminate("j", "t");
        timeline.advance(A_WHILE);
        assertThat(task.succeeded()).isFalse();
        assertThat(account.pools().get("p").nodes())
                .allSatisfy(node -> assertThat(node.usedSlots()).isZero());
    }

    private Task submit(Document pool, long instances, long retries) {
        return submit(pool, Document.EMPTY, instances, retries);
    }

    private Task submit(Document pool, Document ofJob, long instances, long retries) {
        account.pools().add(pool);
        Document job = Document.of("id", "j").with("poolInfo", Document.of("poolId", "p"));
        for (var property : ofJob.properties().entrySet()) {
            job = job.with(property.getKey(), property.getValue());
        }
        account.jobs().add(job);
        timeline.advance(A_WHILE);
        return account.tasks()
                .add(
                        "j",
                        Document.of("id", "t")
                                .with("commandLine", "compute")
                                .with("constraints", Document.of("maxTaskRetryCount", retries))
                                .with(
                                        "multiInstanceSettings",
                                        Document.of("numberOfInstances", instances)
                                                .with("coordinationCommandLine", "coordinate")
                                                .with("commonResourceFiles", List.of())));
    }

    private static Document pool(long nodes) {
        return Document.of("id", "p").with("targetDedicatedNodes", nodes).with("enableInterNodeCommunication", true);
    }
}
