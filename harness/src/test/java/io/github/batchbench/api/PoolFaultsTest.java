package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolFaultsTest {
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration TASK = Duration.ofHours(1);

    private final FakeAzure azure =
            FakeAzure.start(FakeAzureOptions.defaults().withVirtualTimeFrom(Instant.parse("2026-11-23T08:00:00Z")));
    private final BatchAccount batch = azure.batch();
    private final Faults faults = azure.faults();

    PoolFaultsTest() {
        azure.scripts().everything().play(Script.succeeds().after(TASK));
    }

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void onePoolGetsFewerNodesThanItAsksFor() {
        Shortage shortage = faults.pool("P").allocate(2);
        Pool poor = pool("p", 5);
        Pool other = pool("q", 5);
        azure.clock().advance(A_WHILE);
        assertThat(poor.nodes()).hasSize(2);
        assertThat(poor.allocation().state()).isEqualTo(AllocationState.RESIZING);
        assertThat(other.nodes()).hasSize(5);
        assertThat(shortage.count()).isEqualTo(1);

        shortage.end();
        Pool later = pool("r", 3);
        azure.clock().advance(Duration.ofMinutes(15));
        assertThat(later.nodes()).hasSize(3);
        assertThat(poor.resizeErrors()).extracting(error -> error.code()).containsExactly("AllocationTimedout");
    }

    @Test
    void aShortageCanHaveAReason() {
        faults.pools().allocate(0).withResizeError("AccountCoreQuotaReached");
        Pool pool = pool("p", 1);
        azure.clock().advance(A_WHILE);

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.resizeErrors()).extracting(error -> error.code()).containsExactly("AccountCoreQuotaReached");
    }

    @Test
    void nodesAreStuckUntilTheFaultIsEnded() {
        Fault stuck = faults.pool("p").stuckAt("starting");
        Pool pool = pool("p", 2);
        azure.clock().advance(TASK);
        assertThat(pool.nodes()).extracting(ComputeNode::state).containsOnly(NodeState.STARTING);
        assertThat(stuck.count()).isEqualTo(2);

        stuck.end();
        azure.clock().advance(TASK);
        assertThat(pool.nodes()).extracting(ComputeNode::state).containsOnly(NodeState.IDLE);
    }

    @Test
    void theStartTaskFailsOnOneNodeAlsoAfterAReboot() {
        Fault fails = faults.pool("p").startTaskFailsOnOneNode(9);
        Pool pool = pool("p", 3);
        azure.clock().advance(TASK.plus(A_WHILE));

        assertThat(pool.nodes())
                .extracting(ComputeNode::state)
                .containsExactlyInAnyOrder(NodeState.START_TASK_FAILED, NodeState.IDLE, NodeState.IDLE);
        NodeControl failed = faults.pool("p").nodes().stream()
                .filter(node -> batch.pools().node("p", node.id()).state() == NodeState.START_TASK_FAILED)
                .findFirst()
                .orElseThrow();
        failed.reboot();
        azure.clock().advance(TASK.plus(A_WHILE));
        assertThat(batch.pools().node("p", failed.id()).state()).isEqualTo(NodeState.START_TASK_FAILED);
        assertThat(fails.count()).isEqualTo(2);

        fails.end();
        failed.reboot();
        azure.clock().advance(TASK.plus(A_WHILE));
        assertThat(batch.pools().node("p", failed.id()).state()).isEqualTo(NodeState.IDLE);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultBefallsTheNextNodeThatBeginsATask(NodeFault kind) {
        Fault fault = faults.pools().nextNodeIs(kind);
        Pool pool = pool("p", 1);
        azure.clock().advance(TASK.plus(A_WHILE));
        batch.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        batch.tasks().add("j", Document.of("id", "t").with("commandLine", "true"));
        azure.clock().advance(Duration.ZERO);

        NodeState struck = switch (kind) {
            case PREEMPTED -> NodeState.PREEMPTED;
            case DISK_FULL -> NodeState.UNUSABLE;
            case LOST -> NodeState.UNKNOWN;
            case OFFLINE -> NodeState.OFFLINE;
            case REBOOTED -> NodeState.REBOOTING;
        };
        assertThat(pool.nodes()).extracting(ComputeNode::state).containsExactly(struck);
        assertThat(fault.count()).isEqualTo(1);
        assertThat(batch.tasks().get("j", "t").run().requeueCount()).isEqualTo(1);
        if (kind == NodeFault.PREEMPTED || kind == NodeFault.REBOOTED) {
            azure.clock().advance(TASK.multipliedBy(3));
            assertThat(batch.tasks().get("j", "t").succeeded()).isTrue();
        }
    }

    @Test
    void aNodeCanBeStruckByHand() {
        Map<NodeState, Consumer<NodeControl>> blows = Map.of(
                NodeState.UNUSABLE, node -> node.unusable("Broken", "It is broken"),
                NodeState.UNKNOWN, NodeControl::loseContact,
                NodeState.OFFLINE, NodeControl::offline);
        Pool pool = pool("p", 1);
        azure.clock().advance(TASK.plus(A_WHILE));
        NodeControl node = faults.pool("p").node(0);

        blows.forEach((state, fault) -> {
            fault.accept(node);
            assertThat(pool.nodes()).extracting(ComputeNode::state).containsExactly(state);
            node.recover();
            assertThat(pool.nodes()).extracting(ComputeNode::state).containsExactly(NodeState.IDLE);
        });
        node.preempt();
        node.restore();
        azure.clock().advance(TASK.plus(A_WHILE));
        assertThat(pool.nodes()).extracting(ComputeNode::state).containsExactly(NodeState.IDLE);
        node.diskFull();
        assertThat(pool.nodes().iterator().next().errors()).hasSize(1);
    }

    @Test
    void aNodeThatIsNotThereIsNamed() {
        pool("p", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.pool("p").node(3))
                .withMessage("Pool p has 0 nodes, so there is no node 3.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.pools().node(0))
                .withMessageContaining("Say which pool");
    }

    /** Spot nodes with a start task. */
    private Pool pool(String id, long nodes) {
        return batch.pools()
                .add(Document.of("id", id)
                        .with("targetLowPriorityNodes", nodes)
                        .with("startTask", Document.of("commandLine", "true"))
                        .with("metadata", List.of()));
    }
}
