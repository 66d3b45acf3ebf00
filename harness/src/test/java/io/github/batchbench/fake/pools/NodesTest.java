package io.github.batchbench.fake.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.HoldPoint;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodesTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Duration TASK_TIME = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount(START);

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes machines = scripted.nodes;
    private final BatchAccount account = scripted.account;
    private final Nodes nodes = account.nodes();
    private final NodeFaults faults = account.nodeFaults();

    @Test
    void aRebootRequeuesTheTaskAndRunsTheStartTaskAgain() {
        ComputeNode node = pool(withStartTask());
        timeline.advance(TASK_TIME);
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);

        nodes.reboot("p", node.id(), Deallocation.REQUEUE);
        assertThat(node.state()).isEqualTo(NodeState.REBOOTING);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 0));
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.WAITING_FOR_START_TASK);
        timeline.advance(TASK_TIME.plus(TASK_TIME));

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
        assertThat(job.task("t0").orElseThrow().run().requeueCount()).isEqualTo(1);
        assertThat(machines.provisioned()).isEqualTo(1);
    }

    @Test
    void aRebootThatWaitsForTasksTakesNoNewOnes() {
        ComputeNode node = pool(Document.EMPTY);
        Job job = jobWithTasks(2);
        timeline.advance(A_WHILE);

        nodes.reboot("p", node.id(), Deallocation.TASK_COMPLETION);
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.RUNNING);
        timeline.advance(TASK_TIME.minus(A_WHILE.multipliedBy(2)));
        assertThat(node.state()).isEqualTo(NodeState.REBOOTING);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 1, 0));
        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 2, 0));
    }

    @Test
    void aReimageGivesAnEmptyMachineAndTerminatesIfAskedTo() {
        ComputeNode node = pool(Document.EMPTY);
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);

        nodes.reimage("p", node.id(), Deallocation.TERMINATE);

        assertThat(node.state()).isEqualTo(NodeState.REIMAGING);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 0, 1));
        assertThat(machines.provisioned()).isEqualTo(2);
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.IDLE);
    }

    @Test
    void aDeallocatedNodeKeepsItsPlaceAndCanBeStarted() {
        ComputeNode node = pool(Document.EMPTY);
        refused(() -> nodes.start("p", node.id()), BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE);

        nodes.deallocate("p", node.id(), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.DEALLOCATED);
        assertThat(machines.alive()).isEmpty();
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);
        assertThat(job.taskCounts().active()).isEqualTo(1);

        nodes.start("p", node.id());
        timeline.advance(TASK_TIME.plus(A_WHILE));
        assertThat(job.taskCounts().succeeded()).isEqualTo(1);
    }

    @Test
    void aNodeThatStartsIsDeallocatedWhenItIsUp() {
        HoldPoint hold = account.holds().nodes("p").at(NodeState.STARTING);
        ComputeNode node = pool(Document.EMPTY);

        nodes.deallocate("p", node.id(), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.STARTING);
        assertThat(node.schedulingEnabled()).isFalse();

        hold.release();
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.DEALLOCATED);
    }

    @Test
    void aNodeOutOfSchedulingIsOfflineWhenItsTasksAreDone() {
        ComputeNode node = pool(Document.EMPTY);
        Job job = jobWithTasks(2);
        timeline.advance(A_WHILE);

        nodes.disableScheduling("p", node.id(), Deallocation.TASK_COMPLETION);
        refused(
                () -> nodes.disableScheduling("p", node.id(), Deallocation.REQUEUE),
                BatchErrorCode.NODE_ALREADY_IN_TARGET_SCHEDULING_STATE);
        assertThat(node.state()).isEqualTo(NodeState.RUNNING);
        timeline.advance(TASK_TIME.multipliedBy(3));
        assertThat(node.state()).isEqualTo(NodeState.OFFLINE);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 1, 0));

        nodes.enableScheduling("p", node.id());
        timeline.advance(TASK_TIME.plus(A_WHILE));
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 2, 0));
    }

    @Test
    void aNodeThatIsBusyWithItselfSaysSo() {
        ComputeNode node = pool(Document.EMPTY);
        nodes.reboot("p", node.id(), Deallocation.REQUEUE);
        refused(() -> nodes.reboot("p", node.id(), Deallocation.REQUEUE), BatchErrorCode.NODE_BEING_REBOOTED);
        timeline.advance(A_WHILE);
        nodes.reimage("p", node.id(), Deallocation.REQUEUE);
        refused(() -> nodes.reboot("p", node.id(), Deallocation.REQUEUE), BatchErrorCode.NODE_BEING_REIMAGED);
        refused(() -> nodes.reboot("p", "none", Deallocation.REQUEUE), BatchErrorCode.NODE_NOT_FOUND);
    }

    @Test
    void aPreemptedNodeKeepsItsIdAndComesBackEmpty() {
        ComputeNode node = pool(Document.of("targetLowPriorityNodes", 1L).with("targetDedicatedNodes", 0L));
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);

        faults.preempt("p", node.id());
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.PREEMPTED);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 0));
        assertThat(machines.alive()).isEmpty();

        faults.restore("p", node.id());
        timeline.advance(TASK_TIME.plus(A_WHILE));
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
        assertThat(account.pools().node("p", node.id())).isSameAs(node);
    }

    @Test
    void aNodeThatIsPreemptedBeforeItsFirstBootDoesNotBoot() {
        Pool pool = account.pools().add(spotPool());
        timeline.advance(account.latencies().resize().most());
        ComputeNode node = pool.nodes().iterator().next();
        assertThat(node.state()).isEqualTo(NodeState.CREATING);

        faults.preempt("p", node.id());
        timeline.advance(A_WHILE);

        assertThat(node.state()).isEqualTo(NodeState.PREEMPTED);
    }

    @Test
    void aNodeWhoseSchedulingIsOffMayBePreempted() {
        Pool pool = account.pools().add(spotPool());
        timeline.advance(A_WHILE);
        ComputeNode node = pool.nodes().iterator().next();
        account.nodes().disableScheduling("p", node.id(), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.OFFLINE);

        faults.preempt("p", node.id());
        timeline.advance(A_WHILE);

        assertThat(node.state()).isEqualTo(NodeState.PREEMPTED);
    }

    @Test
    void aNodeThatIsPreemptedWhileItWaitsForItsLastTaskToLeaveIsGone() {
        Pool pool = account.pools().add(spotPool());
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);
        ComputeNode node = pool.nodes().iterator().next();
        account.pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(15), Deallocation.TASK_COMPLETION);
        timeline.advance(A_WHILE);
        assertThat(node.state()).isEqualTo(NodeState.RUNNING);

        faults.preempt("p", node.id());
        timeline.advance(A_WHILE);

        assertThat(pool.nodes()).isEmpty();
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 0));
    }

    private static Document spotPool() {
        return Document.of("id", "p").with("vmSize", "standard_d2s_v3").with("targetLowPriorityNodes", 1L);
    }

    @Test
    void aDedicatedNodeIsNotPreempted() {
        ComputeNode node = pool(Document.EMPTY);
        assertThatIllegalArgumentException().isThrownBy(() -> faults.preempt("p", node.id()));
    }

    @Test
    void aFullDiskMakesANodeUnusableUntilItIsReimagedAway() {
        ComputeNode node = pool(Document.EMPTY);
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);

        faults.diskFull("p", node.id());
        timeline.advance(TASK_TIME);

        assertThat(node.state()).isEqualTo(NodeState.UNUSABLE);
        assertThat(node.errors()).extracting(FailureInfo::code).containsExactly("DiskFull");
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 0));
        refused(() -> nodes.reboot("p", node.id(), Deallocation.REQUEUE), BatchErrorCode.NODE_STATE_UNUSABLE);
        account.pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(15), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);
        assertThat(account.pools().get("p").nodes()).isEmpty();
    }

    @Test
    void aNodeOutOfContactComesBackByItself() {
        ComputeNode node = pool(Document.EMPTY);
        Job job = jobWithTasks(1);
        timeline.advance(A_WHILE);

        faults.loseContact("p", node.id());
        assertThat(node.state()).isEqualTo(NodeState.UNKNOWN);
        faults.recover("p", node.id());
        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
    }

    @Test
    void aNodeThatLeavesWhileItRebootsIsGone() {
        ComputeNode node = pool(Document.EMPTY);
        nodes.reboot("p", node.id(), Deallocation.REQUEUE);
        account.pools().delete("p");
        timeline.advance(A_WHILE);
        assertThat(machines.alive()).isEmpty();
    }

    @Test
    void aNodeThatIsToLeaveTakesNoTasksAgain() {
        ComputeNode node = pool(Document.EMPTY);
        Job job = jobWithTasks(2);
        timeline.advance(A_WHILE);
        account.pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(15), Deallocation.TASK_COMPLETION);
        timeline.advance(A_WHILE);

        nodes.enableScheduling("p", node.id());
        assertThat(node.takesTasks()).isFalse();
        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(account.pools().get("p").nodes()).isEmpty();
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 1, 0));
    }

    @Test
    void aNodeKeepsItsNumberAndTheNextGetsTheFirstThatIsFree() {
        Pool pool = account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 3L));
        timeline.advance(A_WHILE);
        Map<Integer, String> before = numbers(pool);
        assertThat(before).containsOnlyKeys(0, 1, 2);

        account.pools().removeNodes("p", List.of(before.get(1)), Duration.ofMinutes(15), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);
        assertThat(numbers(pool)).isEqualTo(Map.of(0, before.get(0), 2, before.get(2)));

        account.pools().resize("p", new PoolSize(4, 0), Duration.ofMinutes(15), Deallocation.REQUEUE);
        timeline.advance(A_WHILE);
        assertThat(numbers(pool))
                .containsOnlyKeys(0, 1, 2, 3)
                .containsEntry(0, before.get(0))
                .containsEntry(2, before.get(2));
    }

    private static Map<Integer, String> numbers(Pool pool) {
        return pool.nodes().stream().collect(Collectors.toMap(ComputeNode::number, ComputeNode::id));
    }

    private static Document withStartTask() {
        return Document.of("startTask", Document.of("commandLine", "true"));
    }

    /** A pool of one node, which is up or runs its start task. */
    private ComputeNode pool(Document more) {
        Document spec = Document.of("id", "p").with("vmSize", "standard_d2s_v3").with("targetDedicatedNodes", 1L);
        for (var property : more.properties().entrySet()) {
            spec = spec.with(property.getKey(), property.getValue());
        }
        Pool pool = account.pools().add(spec);
        timeline.advance(A_WHILE);
        return pool.nodes().iterator().next();
    }

    private Job jobWithTasks(int tasks) {
        Job job = account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        for (int i = 0; i < tasks; i++) {
            account.tasks().add("j", Document.of("id", "t" + i).with("commandLine", "true"));
        }
        return job;
    }

    private static void refused(ThrowingCallable call, BatchErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BatchException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
