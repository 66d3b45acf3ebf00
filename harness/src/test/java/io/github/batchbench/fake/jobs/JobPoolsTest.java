package io.github.batchbench.fake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.jobs.Jobs.DisableTasks;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job may move to another pool, but only while it is disabled. */
class JobPoolsTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes nodes = scripted.nodes;
    private final BatchAccount account = scripted.account;

    JobPoolsTest() {
        for (String id : new String[] {"old", "new"}) {
            account.pools().add(Document.of("id", id).with("targetDedicatedNodes", 1L));
        }
    }

    @Test
    void aDisabledJobTakesItsWaitingTasksToAnotherPool() {
        Job job = jobOfTwoTasks(poolInfo("old"));
        timeline.advance(A_WHILE);
        account.jobs().disable("j", DisableTasks.REQUEUE);
        timeline.advance(A_WHILE);

        account.jobs().update("j", job.spec().with("poolInfo", poolInfo("new")));
        account.jobs().enable("j");
        timeline.advance(LONG);

        assertThat(nodes.started())
                .extracting(run -> run.taskId() + " in " + run.node().poolId())
                .containsExactlyInAnyOrder("1 in old", "1 in new", "2 in new");
        assertThat(job.taskCounts().completed()).isEqualTo(2);
    }

    @Test
    void anActiveJobStaysWhereItIs() {
        Job job = jobOfTwoTasks(poolInfo("old"));

        assertThatThrownBy(() -> account.jobs().update("j", job.spec().with("poolInfo", poolInfo("new"))))
                .isInstanceOf(BatchException.class)
                .hasMessageContaining("OperationInvalidForCurrentState");
        assertThat(job.poolId()).isEqualTo("old");

        account.jobs().update("j", job.spec().with("poolInfo", poolInfo("OLD")));
        assertThat(job.state()).isEqualTo(JobState.ACTIVE);
    }

    @Test
    void ofAnAutoPoolOnlyKeepAliveChanges() {
        Document automatic = Document.of("poolLifetimeOption", "job")
                .with("pool", Document.of("vmSize", "small").with("targetDedicatedNodes", 1L));
        Job job = jobOfTwoTasks(Document.of("autoPoolSpecification", automatic));
        Document kept = Document.of("autoPoolSpecification", automatic.with("keepAlive", true));
        Document larger =
                Document.of("autoPoolSpecification", automatic.with("pool", Document.of("targetDedicatedNodes", 2L)));

        account.jobs().update("j", job.spec().with("poolInfo", kept));
        assertThat(job.spec().object("poolInfo")).contains(kept);

        for (Document other : new Document[] {larger, poolInfo("new")}) {
            assertThatThrownBy(() -> account.jobs().update("j", job.spec().with("poolInfo", other)))
                    .isInstanceOf(BatchException.class)
                    .hasMessageContaining("InvalidPropertyValue");
        }
        assertThat(job.spec().object("poolInfo")).contains(kept);
    }

    @Test
    void keepAliveAloneMayBeNamed() {
        Document pool = Document.of("vmSize", "small").with("targetDedicatedNodes", 1L);
        Document named = Document.of("poolLifetimeOption", "job").with("keepAlive", true);
        Job job = jobOfTwoTasks(Document.of(
                "autoPoolSpecification", named.with("keepAlive", false).with("pool", pool)));

        account.jobs().patch("j", Document.of("poolInfo", Document.of("autoPoolSpecification", named)));

        assertThat(job.settings().autoPool().orElseThrow().keepAlive()).isTrue();
        assertThat(job.settings().autoPool().orElseThrow().pool()).isEqualTo(pool);

        account.jobs().terminate("j", "done");
        timeline.advance(LONG);
        assertThat(account.pools().get(job.poolId()).target().total()).isEqualTo(1);
    }

    @Test
    void thePoolOfAScheduleIsNotChangedByAJob() {
        Document named = Document.of("poolLifetimeOption", "jobschedule").with("keepAlive", true);
        jobOfTwoTasks(Document.of(
                "autoPoolSpecification",
                named.with("keepAlive", false).with("pool", Document.of("targetDedicatedNodes", 1L))));

        assertThatThrownBy(() ->
                        account.jobs().patch("j", Document.of("poolInfo", Document.of("autoPoolSpecification", named))))
                .isInstanceOf(BatchException.class)
                .hasMessageContaining("only if the pool lives as long as the job");
    }

    private Job jobOfTwoTasks(Document poolInfo) {
        Job job = account.jobs().add(Document.of("id", "j").with("poolInfo", poolInfo));
        for (String id : new String[] {"1", "2"}) {
            account.tasks().add("j", Document.of("id", id).with("commandLine", "true"));
        }
        return job;
    }

    private static Document poolInfo(String pool) {
        return Document.of("poolId", pool);
    }
}
