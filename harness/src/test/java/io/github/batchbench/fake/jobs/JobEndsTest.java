package io.github.batchbench.fake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a job by itself, and what is refused once it has ended. */
class JobEndsTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Duration TASK_TIME = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final BatchAccount account = scripted.account;

    @Test
    void aJobThatEndsWithItsTasksAndHasNoneEndsAfterAWhile() {
        Job empty = account.jobs().add(job("empty").with("onAllTasksComplete", "terminatejob"));
        Job used = account.jobs().add(job("used").with("onAllTasksComplete", "terminatejob"));
        timeline.advance(A_WHILE);
        assertThat(empty.state()).isEqualTo(JobState.ACTIVE);
        account.tasks().add("used", task("t"));

        timeline.advance(Duration.ofMinutes(2));

        assertThat(empty.state()).isEqualTo(JobState.COMPLETED);
        assertThat(empty.terminateReason()).isEqualTo("AllTasksComplete");
        assertThat(used.state()).isEqualTo(JobState.ACTIVE);
        assertThatThrownBy(() -> account.tasks().add("empty", task("t")))
                .isInstanceOfSatisfying(
                        BatchException.class, e -> assertThat(e.code()).isEqualTo(BatchErrorCode.JOB_COMPLETED));
    }

    @Test
    void aJobThatIsToEndWithItsTasksAfterAllWaitsForTheFirst() {
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        Job job = account.jobs().add(job("j"));
        Document change =
                Document.of("poolInfo", Document.of("poolId", "p")).with("onAllTasksComplete", "terminatejob");

        account.jobs().update("j", change);
        assertThat(job.state()).isEqualTo(JobState.ACTIVE);
        account.tasks().add("j", task("t"));
        timeline.advance(TASK_TIME.multipliedBy(3));

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
    }

    @Test
    void aJobWhoseTasksAreOverEndsWhenItIsToEndWithThem() {
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        Job job = account.jobs().add(job("j"));
        account.tasks().add("j", task("t"));
        timeline.advance(TASK_TIME.multipliedBy(3));
        assertThat(job.state()).isEqualTo(JobState.ACTIVE);

        account.jobs().patch("j", Document.of("onAllTasksComplete", "terminatejob"));
        timeline.advance(A_WHILE);

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void aCompletedJobsIdIsRefusedAsCompleted() {
        account.jobs().add(job("j"));
        account.jobs().terminate("j", "enough");
        timeline.advance(A_WHILE);

        assertThatThrownBy(() -> account.jobs().add(job("J")))
                .isInstanceOfSatisfying(
                        BatchException.class, e -> assertThat(e.code()).isEqualTo(BatchErrorCode.JOB_COMPLETED));
    }

    @Test
    void aJobThatIsBeingDisabledCanBeEnabledAgain() {
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        Job job = account.jobs().add(job("j"));
        account.tasks().add("j", task("t"));
        timeline.advance(A_WHILE);
        account.jobs().disable("j", Jobs.DisableTasks.REQUEUE);
        assertThat(job.state()).isEqualTo(JobState.DISABLING);

        account.jobs().enable("j");
        timeline.advance(A_WHILE);

        assertThat(job.state()).isEqualTo(JobState.ACTIVE);
        timeline.advance(TASK_TIME.multipliedBy(2));
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 1, 0));
    }

    private static Document job(String id) {
        return Document.of("id", id).with("poolInfo", Document.of("poolId", "p"));
    }

    private static Document task(String id) {
        return Document.of("id", id).with("commandLine", "true");
    }
}
