package io.github.batchbench.fake.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.history.AccountHistory.Ending;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.state.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of a run: who was where, when, and how it ended. Every command takes a minute. */
class RecorderTest {
    private static final long MINUTE = 60_000_000;

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final BatchAccount account = scripted.account;

    @Test
    void aTaskIsOnASlotFromItsPlaceToItsEnd() {
        record(Limits.USUAL);
        pool("p", 1, 2);
        job("j", "p");
        tasks("j", 3);
        advance(Duration.ofMinutes(3));

        assertThat(history().runs())
                .extracting(run -> run.taskId() + " slot " + run.slot() + " " + run.started() / MINUTE + "-"
                        + run.ended() / MINUTE + " " + run.ending())
                .containsExactly("t0 slot 0 0-1 SUCCEEDED", "t1 slot 1 0-1 SUCCEEDED", "t2 slot 0 1-2 SUCCEEDED");
    }

    @Test
    void aTaskOfTwoSlotsLiesOnTwo() {
        record(Limits.USUAL);
        pool("p", 1, 4);
        job("j", "p");
        account.tasks().add("j", task("a").with("requiredSlots", 1L));
        account.tasks().add("j", task("b").with("requiredSlots", 3L));
        advance(Duration.ofSeconds(30));

        assertThat(history().runs())
                .extracting(run -> run.taskId() + " " + run.slot() + "+" + run.slots() + " " + run.ending())
                .containsExactly("a 0+1 NONE", "b 1+3 NONE");
    }

    @Test
    void retriesAreSeenWithTheirExitCodes() {
        record(Limits.USUAL);
        scripted.nodes.script(assignment -> Outcome.exited(7));
        pool("p", 1, 1);
        job("j", "p");
        account.tasks().add("j", task("a").with("constraints", Document.of("maxTaskRetryCount", 2L)));
        advance(Duration.ofMinutes(5));

        assertThat(history().runs()).singleElement().satisfies(run -> {
            assertThat(run.retries())
                    .extracting(retry -> retry.at() / MINUTE + ": " + retry.exitCode())
                    .containsExactly("1: 7", "2: 7");
            assertThat(run.ending()).isEqualTo(Ending.FAILED);
            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.failure()).isEqualTo("FailureExitCode");
            assertThat(run.ended() / MINUTE).isEqualTo(3);
        });
    }

    @Test
    void whatIsTakenOffANodeIsInterruptedAndItsSlotIsFree() {
        record(Limits.USUAL);
        pool("p", 1, 1);
        job("j", "p");
        tasks("j", 1);
        advance(Duration.ofSeconds(30));
        account.pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(15), Deallocation.REQUEUE);
        advance(Duration.ofMinutes(1));
        account.pools().resize("p", new PoolSize(1, 0), Duration.ofMinutes(15), Deallocation.REQUEUE);
        advance(Duration.ofMinutes(2));

        assertThat(history().runs())
                .extracting(run -> run.ending() + " " + run.slot())
                .containsExactly("INTERRUPTED 0", "SUCCEEDED 0");
        assertThat(history().nodes()).extracting(node -> node.gone() > 0).containsExactly(true, false);
    }

    @Test
    void aNodeTellsItsStatesAndAPoolItsSizes() {
        record(Limits.USUAL);
        account.allocation((pool, target) -> new Allocation.Grant(
                new PoolSize(1, 0), List.of(new ResizeError("AllocationFailed", "No more.", List.of()))));
        account.pools()
                .add(Document.of("id", "p")
                        .with("targetDedicatedNodes", 3L)
                        .with("startTask", Document.of("commandLine", "true").with("waitForSuccess", true)));
        job("j", "p");
        tasks("j", 2);
        advance(Duration.ofMinutes(10));

        assertThat(history().nodes())
                .singleElement()
                .satisfies(node -> assertThat(node.states())
                        .extracting(AccountHistory.NodeSpan::state)
                        .containsExactly("creating", "starting", "waitingforstarttask", "idle"));
        AccountHistory.PoolTrack pool = history().pools().get(0);
        assertThat(pool.resizes()).singleElement().satisfies(resize -> {
            assertThat(resize.target()).isEqualTo(new PoolSize(3, 0));
            assertThat(resize.errors()).containsExactly("AllocationFailed: No more.");
        });
        assertThat(pool.sizes().get(0).nodes()).isEqualTo(new PoolSize(0, 0));
        assertThat(pool.sizes()).anySatisfy(size -> {
            assertThat(size.queued()).isEqualTo(1);
            assertThat(size.running()).isEqualTo(1);
            assertThat(size.nodes()).isEqualTo(new PoolSize(1, 0));
            assertThat(size.target()).isEqualTo(new PoolSize(3, 0));
        });
        assertThat(pool.sizes().get(pool.sizes().size() - 1).queued()).isZero();
    }

    @Test
    void evaluationsAreKeptWithTheirVariables() {
        record(Limits.USUAL);
        account.pools()
                .add(Document.of("id", "p")
                        .with("enableAutoScale", true)
                        .with("autoScaleFormula", "half = 4 / 2; $TargetDedicatedNodes = half;")
                        .with("autoScaleEvaluationInterval", "PT5M"));
        advance(Duration.ofMinutes(6));

        assertThat(history().pools().get(0).evaluations())
                .hasSize(2)
                .allSatisfy(evaluation ->
                        assertThat(evaluation.run().results()).contains("$TargetDedicatedNodes=2", "half=2"));
    }

    @Test
    void aMultiInstanceTaskIsOnEachOfItsNodes() {
        record(Limits.USUAL);
        account.pools()
                .add(Document.of("id", "p")
                        .with("targetDedicatedNodes", 2L)
                        .with("enableInterNodeCommunication", true));
        job("j", "p");
        account.tasks()
                .add(
                        "j",
                        task("a")
                                .with(
                                        "multiInstanceSettings",
                                        Document.of("numberOfInstances", 2L).with("coordinationCommandLine", "true")));
        scripted.nodes.runsTake(Duration.ofMinutes(1), Assignment.Kind.TASK);
        advance(Duration.ofMinutes(10));

        assertThat(history().runs())
                .extracting(AccountHistory.Run::nodeId)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void theOldestGoesWhenThereIsTooMuch() {
        record(new Limits(10, 1));
        pool("p", 2, 1);
        job("j", "p");
        tasks("j", 40);
        advance(Duration.ofMinutes(30));

        AccountHistory history = history();
        assertThat(history.runs()).hasSize(10);
        assertThat(history.nodes()).hasSize(1);
        assertThat(history.dropped().nodes()).isEqualTo(1);
        assertThat(history.dropped().runs()).isEqualTo(10);
        assertThat(history.pools().get(0).sizes()).hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void sizesAreThinnedAndEndAsTheyEnded() {
        Sizes sizes = new Sizes();
        for (int i = 0; i < 100_000; i++) {
            sizes.add(new AccountHistory.Size(i * 7_000L, new PoolSize(i, 0), new PoolSize(i, 0), i, 0));
        }

        assertThat(sizes.all()).hasSizeBetween(250, 1000).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
        assertThat(sizes.all().get(0).queued()).isZero();
        assertThat(sizes.all().get(sizes.all().size() - 1).queued()).isEqualTo(99_999);
    }

    @Test
    void aResetForgetsAll() {
        record(Limits.USUAL);
        pool("p", 1, 1);
        job("j", "p");
        tasks("j", 2);
        advance(Duration.ofSeconds(90));
        account.reset();

        assertThat(history().runs()).isEmpty();
        assertThat(history().nodes()).isEmpty();
        assertThat(history().pools()).isEmpty();
        assertThat(account.recorder().counts()).isEmpty();
    }

    @Test
    void whatEventsCameIsCountedByPoolAndJob() {
        record(Limits.USUAL);
        scripted.nodes.script(assignment -> Outcome.exited(1));
        pool("p", 1, 1);
        job("j", "p");
        tasks("j", 2);
        advance(Duration.ofMinutes(5));
        account.jobs().delete("j");
        account.pools().delete("p");
        advance(Duration.ofMinutes(5));

        assertThat(account.recorder().counts())
                .extracting(
                        count -> count.kind().azureName() + " " + count.poolId() + count.jobId() + " " + count.count())
                .containsExactlyInAnyOrder(
                        "PoolCreateEvent p 1",
                        "PoolResizeStartEvent p 2",
                        "PoolResizeCompleteEvent p 2",
                        "PoolDeleteStartEvent p 1",
                        "PoolDeleteCompleteEvent p 1",
                        "JobStartEvent j 1",
                        "JobDeleteStartEvent j 1",
                        "JobDeleteCompleteEvent j 1",
                        "TaskStartEvent pj 2",
                        "TaskCompleteEvent pj 2",
                        "TaskFailEvent pj 2");
    }

    @Test
    void moreJobsThanCanBeToldApartAreCountedTogether() {
        record(Limits.USUAL);
        account.quotas(Quotas.DEFAULT.withActiveJobsAndSchedules(2000));
        IntStream.range(0, 1100).forEach(i -> job("j" + i, "p"));

        List<AccountHistory.Count> counts = account.recorder().counts();
        assertThat(counts).hasSize(1001);
        assertThat(counts)
                .filteredOn(count -> count.jobId().equals("(others)"))
                .singleElement()
                .satisfies(count -> assertThat(count.count()).isEqualTo(100));
    }

    private void record(Limits limits) {
        account.recorder().start(limits);
    }

    private AccountHistory history() {
        return account.recorder().history();
    }

    private void pool(String id, long nodes, long slots) {
        account.pools()
                .add(Document.of("id", id).with("targetDedicatedNodes", nodes).with("taskSlotsPerNode", slots));
    }

    private void job(String id, String pool) {
        account.jobs().add(Document.of("id", id).with("poolInfo", Document.of("poolId", pool)));
    }

    private void tasks(String job, int count) {
        IntStream.range(0, count).forEach(i -> account.tasks().add(job, task("t" + i)));
    }

    private static Document task(String id) {
        return Document.of("id", id).with("commandLine", "true");
    }

    private void advance(Duration time) {
        scripted.timeline.advance(time);
    }
}
