package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Deallocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time, and that everything with a time in it follows. SAS expiry and file reads are shown in the scenarios. */
@Timeout(60)
class FakeClockTest {
    private static final Instant START = Instant.parse("2020-02-02T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withVirtualTimeFrom(START));
    private final BatchAccount batch = azure.batch();

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void timeSkipsAheadWheneverNothingRuns() throws InterruptedException {
        azure.clock().skipAhead();
        azure.scripts().task("scripted").play(Script.succeeds().after(HOUR));
        Pool pool = pool();
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        job("PT10H");

        assertThat(add("scripted", "true").succeeded()).isTrue();
        Instant afterScript = azure.clock().instant();
        assertThat(Duration.between(START, afterScript)).isBetween(HOUR, HOUR.plusMinutes(1));

        Task real = add("real", "/bin/sh -c 'until [ -e go ]; do sleep 0.01; done'");
        Task waiting = add("scripted-too", "true");
        assertThat(azure.clock().instant()).isEqualTo(afterScript);
        batch.tasks().terminate("j", "real");
        assertThat(batch.timeline().await(() -> waiting.state() == TaskState.COMPLETED, Duration.ofSeconds(30)))
                .isTrue();
        assertThat(real.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(Duration.between(START, azure.clock().instant())).isLessThan(Duration.ofHours(2));
    }

    @Test
    void passingTimeWaitsForWhatBeginsMeanwhile() throws InterruptedException {
        pool();
        job("P1D");
        Task task = add("t", "/bin/sh -c 'sleep 0.3'");
        Instant before = azure.clock().instant();

        azure.clock().pass(HOUR);

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(azure.clock().instant()).isEqualTo(before.plus(HOUR));
    }

    @Test
    void aPoolThatGetsNoNodesIsAtItsTimeOutAtOnceWhenTimeSkips() {
        azure.clock().skipAhead();
        azure.faults().pools().allocate(0);
        Pool pool = pool();

        assertThat(pool.resizeErrors()).extracting(error -> error.code()).containsExactly("AllocationTimedout");
        assertThat(azure.clock().instant()).isEqualTo(START.plus(Duration.ofMinutes(15)));
    }

    @Test
    void filesOfProcessesAndOfScriptsHaveTheTimeOfTheFake() throws Exception {
        pool();
        job("P1D");
        azure.clock().advance(HOUR);
        Task real = add("real", "/bin/sh -c 'echo x > $AZ_BATCH_NODE_SHARED_DIR/shared'");
        complete(real);
        azure.clock().advance(HOUR);
        azure.scripts().task("scripted").play(Script.succeeds().printing("x"));
        Task scripted = add("scripted", "true");
        complete(scripted);
        azure.clock().advance(HOUR);

        NodeFiles files = batch.agent().files(Objects.requireNonNull(real.node()));
        Instant first = Objects.requireNonNull(real.run().startTime());
        Instant second = Objects.requireNonNull(scripted.run().startTime());
        assertThat(first).isBetween(START.plus(HOUR), START.plus(HOUR).plusSeconds(60));
        assertThat(second).isBetween(first.plus(HOUR), first.plus(HOUR).plusSeconds(60));
        assertThat(modified(files, "workitems/j/job-1/real/stdout.txt")).isEqualTo(first);
        assertThat(modified(files, "shared/shared")).isEqualTo(first);
        assertThat(modified(files, "workitems/j/job-1/scripted/stdout.txt")).isEqualTo(second);
    }

    @Test
    void resizeTimeOutIntervalAndLastModifiedFollow() {
        azure.faults().pools().allocate(0);
        Pool pool = pool();
        azure.clock().advance(Duration.ofMinutes(14));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.RESIZING);
        azure.clock().advance(Duration.ofMinutes(1));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);

        batch.pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(5), Deallocation.REQUEUE);
        assertThat(pool.revision().lastModified()).isEqualTo(START.plus(Duration.ofMinutes(15)));
        azure.clock().advance(HOUR);
        batch.autoScaling().enable("p", Optional.of("$TargetDedicatedNodes = 0;"), Optional.of(Duration.ofMinutes(5)));
        Instant enabled = azure.clock().instant();
        azure.clock().advance(Duration.ofMinutes(11));
        assertThat(Objects.requireNonNull(pool.autoScaleRun()).timestamp())
                .isEqualTo(enabled.plus(Duration.ofMinutes(10)));
    }

    private static Instant modified(NodeFiles files, String path) throws Exception {
        return files.entry(path).orElseThrow().modified();
    }

    private Pool pool() {
        return batch.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
    }

    private void job(String limit) {
        batch.jobs()
                .add(Document.of("id", "j")
                        .with("poolInfo", Document.of("poolId", "p"))
                        .with("constraints", Document.of("maxWallClockTime", limit)));
    }

    private Task add(String id, String commandLine) {
        return batch.tasks().add("j", Document.of("id", id).with("commandLine", commandLine));
    }

    private void complete(Task task) throws InterruptedException {
        while (task.state() != TaskState.COMPLETED) {
            azure.clock().pass(Duration.ofSeconds(1));
        }
    }
}
