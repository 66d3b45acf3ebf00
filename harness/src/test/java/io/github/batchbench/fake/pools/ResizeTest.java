package io.github.batchbench.fake.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Quotas;
import io.github.batchbench.fake.time.Delay;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResizeTest {
    private static final Document FIVE_MINUTES = Document.of("id", "p").with("resizeTimeout", "PT5M");

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final BatchAccount account = scripted.account;

    @Test
    void aResizeThatIsReplacedDoesNotEndTheNextOne() {
        account.allocation((pool, wanted) -> new Allocation.Grant(new PoolSize(0, 0), List.of()));
        Pool pool = account.pools()
                .add(FIVE_MINUTES
                        .with("enableAutoScale", true)
                        .with("autoScaleEvaluationInterval", "PT4M")
                        .with(
                                "autoScaleFormula",
                                "$TargetDedicatedNodes = $TargetDedicatedNodes < 2 ? $TargetDedicatedNodes + 1 : 2;"));
        timeline.advance(Duration.ofMinutes(4).plusSeconds(1));
        assertThat(pool.target()).isEqualTo(new PoolSize(2, 0));

        timeline.advance(Duration.ofMinutes(4));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.RESIZING);
        assertThat(pool.resizeErrors()).isEmpty();

        timeline.advance(Duration.ofMinutes(1));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.resizeErrors()).extracting(error -> error.code()).containsExactly("AllocationTimedout");
    }

    @Test
    void aPoolKeepsItsEntityTagWhenItsResizeIsStopped() {
        account.allocation((pool, wanted) -> new Allocation.Grant(new PoolSize(0, 0), List.of()));
        Pool pool = account.pools().add(FIVE_MINUTES.with("targetDedicatedNodes", 1L));
        String made = pool.revision().eTag();
        timeline.advance(Duration.ofSeconds(1));
        assertThat(pool.allocation().state()).isEqualTo(AllocationState.RESIZING);

        account.pools().stopResize("p");
        timeline.advance(Duration.ofMinutes(1));

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.resizeErrors()).extracting(error -> error.code()).containsExactly("ResizeStopped");
        assertThat(pool.revision().eTag()).isEqualTo(made);
    }

    @Test
    void aDeletedPoolIsThereUntilItsNodesAreGone() {
        Delay none = Delay.NONE;
        Delay long_ = Delay.exactly(Duration.ofMinutes(3));
        account.latencies(new Latencies(none, none, long_, none, none, none));
        Pool pool = account.pools().add(FIVE_MINUTES.with("targetDedicatedNodes", 2L));
        timeline.advance(Duration.ofSeconds(1));
        assertThat(pool.nodes()).hasSize(2);

        account.pools().delete("p");
        timeline.advance(Duration.ofMinutes(2));
        assertThat(account.pools().all()).containsExactly(pool);
        timeline.advance(Duration.ofMinutes(1));
        assertThat(account.pools().all()).isEmpty();
    }

    @Test
    void aPoolGetsNoMoreNodesThanTheAccountHasCores() {
        account.quotas(Quotas.DEFAULT.withDedicatedCores(9).withLowPriorityCores(11));
        account.pools()
                .add(Document.of("id", "other")
                        .with("vmSize", "standard_d2s_v3")
                        .with("targetDedicatedNodes", 2L));
        timeline.advance(Duration.ofMinutes(2));

        Pool pool = account.pools()
                .add(FIVE_MINUTES
                        .with("vmSize", "standard_d2s_v3")
                        .with("targetDedicatedNodes", 2_000_000_000L)
                        .with("targetLowPriorityNodes", 2_000_000_000L));
        timeline.advance(Duration.ofMinutes(2));

        assertThat(pool.allocation().state()).isEqualTo(AllocationState.STEADY);
        assertThat(pool.current()).isEqualTo(new PoolSize(2, 5));
        assertThat(pool.target()).isEqualTo(new PoolSize(2_000_000_000, 2_000_000_000));
        assertThat(pool.resizeErrors())
                .extracting(error -> error.code())
                .containsExactly("AccountCoreQuotaReached", "AccountLowPriorityCoreQuotaReached");
    }

    @Test
    void whereFamiliesHaveQuotasBothCountAndOthersHaveNone() {
        account.quotas(Quotas.DEFAULT.withDedicatedCores(100).withFamilyCores("STANDARDDSV3FAMILY", 9));
        Pool named = account.pools()
                .add(FIVE_MINUTES.with("vmSize", "standard_d4s_v3").with("targetDedicatedNodes", 3L));
        Pool same = account.pools()
                .add(Document.of("id", "same").with("vmSize", "standard_d2s_v3").with("targetDedicatedNodes", 1L));
        Pool other = account.pools()
                .add(Document.of("id", "other")
                        .with("vmSize", "standard_d2s_v4")
                        .with("targetDedicatedNodes", 1L)
                        .with("targetLowPriorityNodes", 1L));
        timeline.advance(Duration.ofMinutes(2));

        assertThat(named.current()).isEqualTo(new PoolSize(2, 0));
        assertThat(same.current()).isEqualTo(new PoolSize(0, 0));
        assertThat(other.current()).isEqualTo(new PoolSize(0, 1));
        assertThat(List.of(named, same, other))
                .allSatisfy(pool -> assertThat(pool.resizeErrors())
                        .extracting(error -> error.code())
                        .containsExactly("AccountVMSeriesCoreQuotaReached"));
        assertThat(other.resizeErrors().get(0).message()).endsWith("for standardDSv4Family");
    }

    @Test
    void aSlipOfThePenDoesNotFillTheHeap() {
        Pool pool = account.pools().add(FIVE_MINUTES.with("targetDedicatedNodes", 2_000_000_000L));
        timeline.advance(Duration.ofSeconds(10));

        assertThat(pool.nodes()).hasSize(Quotas.DEFAULT.dedicatedCores());
    }
}
