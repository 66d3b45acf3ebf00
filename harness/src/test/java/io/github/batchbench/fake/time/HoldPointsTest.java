package io.github.batchbench.fake.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.state.Deallocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldPointsTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final BatchAccount account = scripted.account;

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void aTaskStaysInAnyStateUntilItIsLetGo(TaskState state) {
        pool();
        HoldPoint hold = account.holds().task("J", "T").at(state);
        Job job = job();
        Task task = job.task("t").orElseThrow();

        timeline.advance(LONG);
        assertThat(task.state()).isEqualTo(state);
        assertThat(job.state()).isEqualTo(JobState.ACTIVE);
        assertThat(hold.size()).isEqualTo(1);

        hold.release();
        timeline.advance(LONG);
        assertThat(task.succeeded()).isTrue();
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void aTaskGoesOnStepByStep() {
        pool();
        HoldPoint hold = account.holds().tasks("j").everywhere();
        Task task = job().task("t").orElseThrow();

        List<TaskState> seen = new ArrayList<>();
        for (int step = 0; step < TaskState.values().length; step++) {
            timeline.advance(LONG);
            seen.add(task.state());
            hold.step();
        }

        assertThat(seen).containsExactly(TaskState.values());
    }

    @Test
    void whatAClientAsksForHappensAllTheSame() {
        pool();
        HoldPoint hold = account.holds().task("j", "t").at(TaskState.RUNNING);
        Task task = job().task("t").orElseThrow();
        timeline.advance(LONG);

        account.tasks().terminate("j", "t");
        hold.release();
        timeline.advance(LONG);

        assertThat(task.run().failure()).isEqualTo(Failures.ENDED_BY_USER);
    }

    @Test
    void aNodeGoesOnStepByStep() {
        HoldPoint hold = account.holds().nodes("p").everywhere();
        Pool pool = account.pools()
                .add(Document.of("id", "p")
                        .with("targetDedicatedNodes", 1L)
                        .with("startTask", Document.of("commandLine", "true")));
        job();

        List<NodeState> seen = new ArrayList<>();
        for (int step = 0; step < 6; step++) {
            timeline.advance(LONG);
            seen.add(node(pool).state());
            hold.step();
        }
        account.nodes().reboot("p", node(pool).id(), Deallocation.REQUEUE);
        timeline.advance(LONG);
        assertThat(node(pool).state()).isEqualTo(NodeState.REBOOTING);
        account.pools().delete("p");
        timeline.advance(LONG);
        assertThat(node(pool).state()).isEqualTo(NodeState.LEAVING_POOL);
        hold.release();
        timeline.advance(LONG);

        assertThat(seen)
                .containsExactly(
                        NodeState.CREATING,
                        NodeState.STARTING,
                        NodeState.WAITING_FOR_START_TASK,
                        NodeState.IDLE,
                        NodeState.RUNNING,
                        NodeState.IDLE);
        assertThat(account.pools().all()).isEmpty();
    }

    @Test
    void aPoolStaysInAnyState() {
        HoldPoint hold = account.holds().pool("p").everywhere();
        Pool pool = pool();
        timeline.advance(Duration.ofHours(1));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.RESIZING);
        assertThat(pool.nodes()).isEmpty();

        account.pools().stopResize("p");
        timeline.advance(LONG);
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STOPPING);
        hold.step();
        timeline.advance(LONG);
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);

        account.pools().delete("p");
        timeline.advance(Duration.ofHours(1));
        assertThat(pool.lifecycle().state()).isEqualTo(PoolState.DELETING);
        assertThat(account.pools().all()).containsExactly(pool);
        hold.step();
        assertThat(account.pools().all()).isEmpty();
    }

    @Test
    void aPoolWithinItsTimeIsFilledWhenItIsLetGo() {
        HoldPoint hold = account.holds().pool("p").at(AllocationState.RESIZING);
        Pool pool = pool();
        timeline.advance(LONG);

        hold.release();
        timeline.advance(LONG);

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(node(pool).state()).isEqualTo(NodeState.IDLE);
    }

    @Test
    void aResetHoldsNothing() {
        HoldPoint hold = account.holds().nodes().at(NodeState.STARTING);
        pool();
        timeline.advance(LONG);
        assertThat(hold.size()).isEqualTo(1);

        account.reset();
        Pool pool = pool();
        timeline.advance(LONG);

        assertThat(hold.size()).isZero();
        assertThat(node(pool).state()).isEqualTo(NodeState.IDLE);
    }

    @Test
    void whoWaitsForNothingIsTold() throws InterruptedException {
        try (HoldPoint hold = account.holds().pool("p").at(PoolState.DELETING)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> hold.await(Duration.ZERO))
                    .withMessage("Nothing has come to [DELETING] within PT0S.");
            pool();
            account.pools().delete("p");
            timeline.advance(LONG);
            hold.await(Duration.ofSeconds(30));
        }
        assertThat(account.pools().all()).isEmpty();
    }

    private Pool pool() {
        return account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
    }

    private Job job() {
        Job job = account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        account.tasks().add("j", Document.of("id", "t").with("commandLine", "true"));
        account.jobs().update("j", job.spec().with("onAllTasksComplete", "terminatejob"));
        return job;
    }

    private static ComputeNode node(Pool pool) {
        return pool.nodes().iterator().next();
    }
}
