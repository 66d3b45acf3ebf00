package io.github.batchbench.fake.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Preparation, release and manager tasks. Every run takes a minute. */
class PreparationAndReleaseTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Duration RUN = Duration.ofMinutes(1);
    private static final Document COMMAND = Document.of("commandLine", "true");

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes nodes = scripted.nodes;
    private final BatchAccount account = scripted.account;

    PreparationAndReleaseTest() {
        account.pools()
                .add(Document.of("id", "p").with("targetDedicatedNodes", 1L).with("taskSlotsPerNode", 2L));
    }

    @Test
    void thePreparationTaskRunsOnceOnANodeBeforeItsFirstTask() {
        account.jobs().add(job().with("jobPreparationTask", COMMAND));
        Task first = add("a");
        add("b");
        timeline.advance(A_WHILE);
        assertThat(first.state()).isEqualTo(TaskState.PREPARING);

        timeline.advance(RUN.multipliedBy(3));

        assertThat(first.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(nodes.started())
                .extracting(Assignment::kind)
                .containsExactly(Kind.JOB_PREPARATION, Kind.TASK, Kind.TASK);
        assertThat(nodes.started().get(0).directory()).isEqualTo("workitems/j/job-1/jobpreparation");
        assertThat(nodes.started().get(1).context().jobPreparationDirectory())
                .isEqualTo("workitems/j/job-1/jobpreparation");
    }

    @Test
    void aJobThatEndsSaysForHowManyNodesItWaits() {
        Job job = account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", COMMAND));
        add("a");
        timeline.advance(RUN.multipliedBy(3));

        account.jobs().terminate("j", "enough");
        assertThat(job.schedulingError()).isNull();
        timeline.advance(A_WHILE);

        assertThat(job.state()).isEqualTo(JobState.TERMINATING);
        assertThat(job.schedulingError()).isEqualTo(Failures.awaitingNodes(1));
        timeline.advance(RUN);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.schedulingError()).isNull();
    }

    @Test
    void tasksGoBackToTheQueueWhereThePreparationTaskFailed() {
        nodes.script(assignment -> Outcome.exited(assignment.kind() == Kind.JOB_PREPARATION ? 1 : 0));
        Job job = account.jobs().add(job().with("jobPreparationTask", COMMAND));
        add("a");

        timeline.advance(RUN.multipliedBy(5));

        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 0));
        assertThat(nodes.started()).hasSize(1);
    }

    @Test
    void tasksDoNotWaitForAPreparationTaskThatNobodyWaitsFor() {
        account.jobs().add(job().with("jobPreparationTask", COMMAND.with("waitForSuccess", false)));
        Task task = add("a");

        timeline.advance(A_WHILE);

        assertThat(task.state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void theReleaseTaskRunsWhereThePreparationTaskRanBeforeTheJobIsCompleted() {
        Job job = account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", COMMAND));
        add("a");
        timeline.advance(RUN.multipliedBy(3));

        account.jobs().terminate("j", "enough");
        timeline.advance(A_WHILE);
        assertThat(job.state()).isEqualTo(JobState.TERMINATING);
        timeline.advance(RUN);

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(nodes.started()).extracting(Assignment::kind).endsWith(Kind.JOB_RELEASE);
        account.jobs().delete("j");
        timeline.advance(RUN.multipliedBy(2));
        assertThat(nodes.started()).extracting(Assignment::kind).containsOnlyOnce(Kind.JOB_RELEASE);
    }

    @Test
    void activeTasksOfATerminatedJobStayActive() {
        Job job = account.jobs().add(job());
        for (int i = 0; i < 9; i++) {
            add("t" + i);
        }
        timeline.advance(A_WHILE);
        TaskCounts before = job.taskCounts();
        assertThat(before.active()).isPositive();

        account.jobs().terminate("j", "enough");
        timeline.advance(RUN.multipliedBy(9));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(before.active(), 0, 0, before.running()));
    }

    @Test
    void whoForcesAnEndDoesNotWaitForTheReleaseTask() {
        Job job = account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", COMMAND));
        add("a");
        timeline.advance(RUN.multipliedBy(3));

        account.jobs().terminate("j", "enough", A_WHILE);
        timeline.advance(A_WHILE);
        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(nodes.started()).extracting(Assignment::kind).endsWith(Kind.JOB_RELEASE);

        timeline.advance(RUN);
        account.jobs().delete("j", Duration.ZERO);
        timeline.advance(Duration.ofMillis(1));
        assertThat(account.jobs().all()).isEmpty();
        timeline.advance(RUN.multipliedBy(2));
        assertThat(account.jobs().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reboots", "leaves", "is lost"})
    void aJobDoesNotWaitForTheReleaseTaskOnANodeThat(String befalls) {
        Job job = releasing();
        switch (befalls) {
            case "reboots" -> account.nodes().reboot("p", node(), Deallocation.REQUEUE);
            case "leaves" ->
                account.pools().removeNodes("p", List.of(node()), Duration.ofMinutes(15), Deallocation.REQUEUE);
            default -> account.nodeFaults().loseContact("p", node());
        }
        timeline.advance(A_WHILE);

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.nodeRuns())
                .singleElement()
                .satisfies(runs -> assertThat(runs.release())
                        .satisfies(release -> assertThat(release.failure()).isNotNull()));
    }

    @Test
    void aDeletedJobDoesNotWaitForTheReleaseTaskOnANodeThatLeaves() {
        account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", COMMAND));
        add("a");
        timeline.advance(RUN.multipliedBy(3));
        account.jobs().delete("j");
        timeline.advance(A_WHILE);
        account.pools().delete("p");

        timeline.advance(A_WHILE);

        assertThat(account.jobs().all()).isEmpty();
        assertThat(account.pools().all()).isEmpty();
    }

    @Test
    void aReleaseTaskIsNotRunOnANodeThatIsNotUp() {
        account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", COMMAND));
        add("a");
        timeline.advance(RUN.multipliedBy(3));
        account.nodeFaults().loseContact("p", node());

        Job job = account.jobs().terminate("j", "enough");
        timeline.advance(A_WHILE);

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(nodes.started()).extracting(Assignment::kind).doesNotContain(Kind.JOB_RELEASE);
    }

    @ParameterizedTest
    @CsvSource({"PT5M, PT5M", ", PT15M"})
    void aReleaseTaskEndsWithItsLimit(@Nullable String limit, Duration enforced) {
        nodes.runsTake(Duration.ofHours(1), Kind.JOB_RELEASE);
        Job job = releasing(limit == null ? COMMAND : COMMAND.with("maxWallClockTime", limit));
        timeline.advance(enforced.minus(A_WHILE.multipliedBy(2)));
        assertThat(job.state()).isEqualTo(JobState.TERMINATING);

        timeline.advance(A_WHILE.multipliedBy(2));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.nodeRuns())
                .singleElement()
                .satisfies(runs -> assertThat(runs.release())
                        .satisfies(release -> assertThat(release.failure()).isEqualTo(Failures.ENDED_BY_LIMIT)));
    }

    @Test
    void aPreparationTaskWhoseNodeWasLostRunsAgainThere() {
        account.jobs().add(job().with("jobPreparationTask", COMMAND.with("rerunOnNodeRebootAfterSuccess", false)));
        Task task = add("a");
        timeline.advance(A_WHILE);
        account.nodes().reboot("p", node(), Deallocation.REQUEUE);

        timeline.advance(RUN.multipliedBy(3));

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(nodes.started())
                .extracting(Assignment::kind)
                .containsExactly(Kind.JOB_PREPARATION, Kind.JOB_PREPARATION, Kind.TASK);
    }

    @Test
    void aPreparationTaskThatStillRunsEndsWithItsJob() {
        nodes.runsTake(Duration.ofHours(1), Kind.JOB_PREPARATION);
        Job job = account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", COMMAND));
        add("a");
        timeline.advance(A_WHILE);

        account.jobs().terminate("j", "enough");
        timeline.advance(RUN.multipliedBy(2));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.nodeRuns())
                .singleElement()
                .satisfies(runs -> assertThat(runs.preparation())
                        .satisfies(
                                preparation -> assertThat(preparation.failure()).isEqualTo(Failures.ENDED_BY_USER)));
    }

    /** A job whose release task has begun. */
    private Job releasing() {
        return releasing(COMMAND);
    }

    private Job releasing(Document releaseTask) {
        Job job = account.jobs().add(job().with("jobPreparationTask", COMMAND).with("jobReleaseTask", releaseTask));
        add("a");
        timeline.advance(RUN.multipliedBy(3));
        account.jobs().terminate("j", "enough");
        timeline.advance(A_WHILE);
        assertThat(job.state()).isEqualTo(JobState.TERMINATING);
        return job;
    }

    private String node() {
        return account.pools().get("p").nodes().iterator().next().id();
    }

    @Test
    void theJobEndsWithItsManager() {
        Job job = account.jobs().add(job().with("jobManagerTask", COMMAND.with("id", "manager")));
        add("a");

        timeline.advance(RUN.plus(A_WHILE));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.terminateReason()).isEqualTo("JMComplete");
        assertThat(nodes.started()).extracting(Assignment::taskId).containsExactly("manager");
    }

    private Task add(String id) {
        return account.tasks().add("j", COMMAND.with("id", id));
    }

    private static Document job() {
        return Document.of("id", "j").with("poolInfo", Document.of("poolId", "p"));
    }
}
