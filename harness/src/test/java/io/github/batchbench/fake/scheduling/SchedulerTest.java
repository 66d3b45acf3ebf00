package io.github.batchbench.fake.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which task runs next, and where. */
class SchedulerTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration RUN = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes nodes = scripted.nodes;
    private final BatchAccount account = scripted.account;

    @Test
    void theJobOfHigherPriorityGoesFirst() {
        job("a-low", Document.of("priority", -5L));
        job("b-high", Document.of("priority", 5L));
        task("a-low", "a", 1);
        task("b-high", "b", 1);
        pool(1, Document.EMPTY);

        timeline.advance(RUN.multipliedBy(4));

        assertThat(nodes.started()).extracting(Assignment::jobId).containsExactly("b-high", "a-low");
    }

    @Test
    void jobsOfTheSameMomentAllHaveTheirTurn() {
        for (String id : List.of("k", "j")) {
            job(id, Document.EMPTY);
            task(id, "t", 1);
        }
        pool(1, Document.EMPTY);

        timeline.advance(RUN.multipliedBy(4));

        assertThat(nodes.started()).extracting(Assignment::jobId).containsExactly("j", "k");
    }

    @Test
    void aJobWhosePriorityRisesGoesNext() {
        job("a", Document.EMPTY);
        Job late = job("b", Document.EMPTY);
        for (String id : List.of("1", "2")) {
            task("a", "a" + id, 1);
            task("b", "b" + id, 1);
        }
        pool(1, Document.EMPTY);
        timeline.advance(A_WHILE);

        account.jobs().update("b", late.spec().with("priority", 7L));
        timeline.advance(RUN.multipliedBy(5));

        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("a1", "b1", "b2", "a2");
    }

    @Test
    void aJobThatChangesStillCountsWhatItRuns() {
        Job job = job("j", Document.of("maxParallelTasks", 1L));
        task("j", "a", 1);
        task("j", "b", 1);
        pool(2, Document.EMPTY);
        timeline.advance(A_MOMENT);

        account.jobs().update("j", job.spec().with("priority", 7L));
        timeline.advance(A_MOMENT);
        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("a");

        timeline.advance(RUN);
        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("a", "b");
    }

    @Test
    void aJobWithItsFillGoesOnWhileTheNodeItLeftTakesNothing() {
        job("j", Document.of("maxParallelTasks", 1L));
        task("j", "a", 1);
        task("j", "b", 1);
        pool(2, Document.EMPTY);
        timeline.advance(A_WHILE);

        account.nodes().disableScheduling("p", node("a"), Deallocation.TASK_COMPLETION);
        timeline.advance(RUN);

        assertThat(node("b")).isNotEqualTo(node("a"));
    }

    @Test
    void aWideTaskThatWaitsForSlotsHoldsUpNoNarrowOne() {
        pool(1, Document.of("taskSlotsPerNode", 4L));
        job("j", Document.EMPTY);
        task("j", "three", 3);
        timeline.advance(A_MOMENT);
        task("j", "two", 2);
        task("j", "one", 1);

        timeline.advance(A_MOMENT);

        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("three", "one");
    }

    @Test
    void whatIsTerminatedOrDeletedWhileItWaitsNeverStarts() {
        job("j", Document.EMPTY);
        job("deleted", Document.EMPTY);
        job("deleted-empty", Document.EMPTY);
        for (String id : List.of("terminated", "deleted", "left")) {
            task("j", id, 1);
        }
        task("deleted", "t", 1);

        account.tasks().terminate("j", "terminated");
        account.tasks().delete("j", "deleted");
        account.jobs().delete("deleted");
        account.jobs().delete("deleted-empty");
        pool(3, Document.EMPTY);
        timeline.advance(A_WHILE);

        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("left");
    }

    @Test
    void aPoolThatIsToGrowStillHasTheNodesItHas() {
        pool(1, Document.EMPTY);
        timeline.advance(A_WHILE);
        account.allocation((pool, wanted) -> new Allocation.Grant(new PoolSize(1, 0), List.of()));
        account.pools().resize("p", new PoolSize(2, 0), RUN.multipliedBy(15), Deallocation.REQUEUE);

        job("j", Document.EMPTY);
        task("j", "t", 1);
        timeline.advance(A_WHILE);

        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("t");
    }

    @Test
    void aResetForgetsTheTasksThatWaited() {
        job("j", Document.EMPTY);
        task("j", "t", 1);
        timeline.advance(A_WHILE);

        account.reset();
        pool(1, Document.EMPTY);
        timeline.advance(A_WHILE);

        assertThat(nodes.started()).isEmpty();
    }

    @Test
    void aPackingPoolFillsTheFullestNodeOnWhichATaskFits() {
        pool(2, Document.of("taskSlotsPerNode", 4L).with("taskSchedulingPolicy", Document.of("nodeFillType", "pack")));
        job("j", Document.EMPTY);
        task("j", "three", 3);
        timeline.advance(A_WHILE);
        task("j", "two", 2);
        task("j", "one", 1);

        timeline.advance(A_WHILE);

        assertThat(node("one")).isEqualTo(node("three"));
        assertThat(node("two")).isNotEqualTo(node("three"));
    }

    @Test
    void nothingIsPlacedWhereTheJobCouldNotBePrepared() {
        nodes.script(assignment -> Outcome.exited(assignment.kind() == Kind.JOB_PREPARATION ? 1 : 0));
        pool(2, Document.EMPTY);
        Document preparation =
                Document.of("commandLine", "false").with("constraints", Document.of("maxTaskRetryCount", 0L));
        Job broken = job("broken", Document.of("jobPreparationTask", preparation));
        for (String id : List.of("a", "b", "c")) {
            task("broken", id, 1);
        }
        timeline.advance(RUN.multipliedBy(5));
        assertThat(nodes.started())
                .extracting(Assignment::kind)
                .containsExactly(Kind.JOB_PREPARATION, Kind.JOB_PREPARATION);

        job("sound", Document.EMPTY);
        task("sound", "t", 1);
        timeline.advance(RUN.multipliedBy(2));

        assertThat(broken.taskCounts().active()).isEqualTo(3);
        assertThat(account.jobs().get("sound").task("t").orElseThrow().state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aManagerThatMayNotRunOnSpotNodesWaitsForADedicatedOneAndHoldsUpNoOtherTask() {
        job("j", Document.of("jobManagerTask", manager().with("allowLowPriorityNode", false)));
        task("j", "other", 1);
        pool(0, Document.of("targetLowPriorityNodes", 2L));
        timeline.advance(A_WHILE);

        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("other");
        assertThat(account.reasons().ofTask("j", "manager"))
                .containsExactly(
                        "it may not run on spot nodes (allowLowPriorityNode is false), and no dedicated node of"
                                + " pool p is free");

        account.pools().resize("p", new PoolSize(1, 2), Duration.ofMinutes(15), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);

        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("other", "manager");
        assertThat(node("manager")).endsWith("_d");
    }

    @Test
    void byDefaultAManagerRunsOnSpotNodes() {
        job("j", Document.of("jobManagerTask", manager()));
        pool(0, Document.of("targetLowPriorityNodes", 1L));
        timeline.advance(A_WHILE);

        assertThat(node("manager")).endsWith("_p");
    }

    private static Document manager() {
        return Document.of("id", "manager").with("commandLine", "true");
    }

    @Test
    void aTaskRunsOnTheNodeThatItAsksForAndElsewhereIfThatHasNoRoom() {
        pool(3, Document.EMPTY);
        job("j", Document.EMPTY);
        timeline.advance(A_WHILE);
        ComputeNode wanted = account.pools().get("p").nodes().get(2);
        Document affinity = Document.of("affinityId", wanted.identity().affinityId());
        for (String id : List.of("first", "second")) {
            account.tasks()
                    .add("j", Document.of("id", id).with("commandLine", "true").with("affinityInfo", affinity));
        }

        timeline.advance(A_MOMENT);

        assertThat(account.tasks().get("j", "first").node()).isEqualTo(wanted.identity());
        assertThat(account.tasks().get("j", "second").node()).isNotNull().isNotEqualTo(wanted.identity());
    }

    private void pool(long size, Document more) {
        account.pools().add(with(Document.of("id", "p").with("targetDedicatedNodes", size), more));
        timeline.advance(Duration.ofSeconds(1));
    }

    private Job job(String id, Document more) {
        return account.jobs().add(with(Document.of("id", id).with("poolInfo", Document.of("poolId", "p")), more));
    }

    private static Document with(Document spec, Document more) {
        Document all = spec;
        for (var property : more.properties().entrySet()) {
            all = all.with(property.getKey(), property.getValue());
        }
        return all;
    }

    private void task(String job, String id, long slots) {
        account.tasks()
                .add(job, Document.of("id", id).with("commandLine", "true").with("requiredSlots", slots));
    }

    private String node(String task) {
        return nodes.started().stream()
                .filter(assignment -> task.equals(assignment.taskId()))
                .map(assignment -> assignment.node().nodeId())
                .findFirst()
                .orElseThrow();
    }
}
