package io.github.batchbench.fake.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pools whose size a formula decides, and pools that a job brings with it. */
class AutoScalingTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final BatchAccount account = scripted.account;

    @Test
    void theFormulaIsEvaluatedAtOnceAndThenAtEachInterval() {
        Pool pool = account.pools()
                .add(autoScaled("lifespan = time() - time(\"2026-11-23T08:00:00Z\");"
                        + "$TargetDedicatedNodes = lifespan > 12 * TimeInterval_Minute ? 0 : 2;"));
        timeline.advance(A_WHILE);
        assertThat(pool.current()).isEqualTo(new PoolSize(2, 0));

        timeline.advance(Duration.ofMinutes(10));
        assertThat(pool.current()).isEqualTo(new PoolSize(2, 0));
        timeline.advance(Duration.ofMinutes(5));

        assertThat(pool.current()).isEqualTo(new PoolSize(0, 0));
    }

    @Test
    void theFormulaSeesTheTasksThatWait() {
        Pool pool = account.pools().add(autoScaled("$TargetDedicatedNodes = min(3, $ActiveTasks.GetSample(1));"));
        account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        for (int i = 0; i < 5; i++) {
            account.tasks().add("j", Document.of("id", "t" + i).with("commandLine", "true"));
        }

        timeline.advance(Duration.ofMinutes(5).plus(A_WHILE));

        assertThat(pool.current()).isEqualTo(new PoolSize(3, 0));
    }

    @Test
    void aBadFormulaLeavesThePoolAsItIsAndSaysSo() {
        Pool pool = account.pools().add(autoScaled("$TargetDedicatedNodes = something_useless;"));

        AutoScaleRun run = Objects.requireNonNull(pool.autoScaleRun());
        AutoScaleRun.FormulaError error = Objects.requireNonNull(run.error());

        assertThat(error.code()).isEqualTo("AutoScalingFormulaEvaluationError");
        assertThat(pool.target()).isEqualTo(new PoolSize(0, 0));
    }

    @Test
    void evaluatingAFormulaChangesNothing() {
        Pool pool = account.pools().add(autoScaled("$TargetDedicatedNodes = 1;"));

        AutoScaleRun run = account.autoScaling().evaluate("p", "$TargetDedicatedNodes = 9;");

        assertThat(run.results()).contains("$TargetDedicatedNodes=9");
        assertThat(pool.target()).isEqualTo(new PoolSize(1, 0));
    }

    @Test
    void aFormulaCanBeGivenToAPoolAndTakenAway() {
        Pool pool = account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        timeline.advance(A_WHILE);

        account.autoScaling().enable("p", Optional.of("$TargetDedicatedNodes = 2;"), Optional.empty());
        timeline.advance(A_WHILE);
        assertThat(pool.current()).isEqualTo(new PoolSize(2, 0));
        account.autoScaling().disable("p");
        timeline.advance(Duration.ofHours(1));

        assertThat(pool.autoScales()).isFalse();
        assertThat(pool.current()).isEqualTo(new PoolSize(2, 0));
    }

    @Test
    void anAutoPoolComesAndGoesWithItsJob() {
        Document pool = Document.of("targetDedicatedNodes", 1L);
        Document auto = Document.of("autoPoolIdPrefix", "mine")
                .with("poolLifetimeOption", "job")
                .with("pool", pool);
        Job job =
                account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("autoPoolSpecification", auto)));
        account.tasks().add("j", Document.of("id", "t").with("commandLine", "true"));
        assertThat(job.poolId()).matches("mine_[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");

        timeline.advance(Duration.ofMinutes(2));
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
        account.jobs().terminate("j", "enough");
        timeline.advance(A_WHILE);

        assertThat(account.pools().all()).isEmpty();
    }

    @Test
    void anAutoPoolOfAScheduleServesAllItsJobs() {
        Document auto =
                Document.of("poolLifetimeOption", "jobschedule").with("pool", Document.of("targetDedicatedNodes", 1L));
        account.jobSchedules()
                .add(Document.of("id", "s")
                        .with("schedule", Document.of("recurrenceInterval", "PT1H"))
                        .with("jobSpecification", Document.of("poolInfo", Document.of("autoPoolSpecification", auto))));
        timeline.advance(A_WHILE);
        account.jobs().terminate("s:job-1", "enough");
        timeline.advance(Duration.ofHours(1));
        assertThat(account.jobSchedules().jobs("s"))
                .extracting(Job::poolId)
                .hasSize(2)
                .containsOnly(account.pools().all().iterator().next().id());

        account.jobSchedules().delete("s");
        timeline.advance(A_WHILE);

        assertThat(account.pools().all()).isEmpty();
    }

    private static Document autoScaled(String formula) {
        return Document.of("id", "p")
                .with("enableAutoScale", true)
                .with("autoScaleFormula", formula)
                .with("autoScaleEvaluationInterval", "PT5M");
    }
}
