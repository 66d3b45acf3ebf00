package io.github.batchbench.fake.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.time.Timeline;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fake lives as long as its suite: what is gone must not stay in its memory, however far off its deadlines were. */
@Timeout(60)
class ForgottenJobsTest {
    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final BatchAccount account = scripted.account;

    ForgottenJobsTest() {
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
    }

    @Test
    void aDeletedJobIsForgotten() {
        WeakReference<Job> job = jobOfTwoTasks();
        account.jobs().delete("j");
        timeline.advance(Duration.ofMinutes(30));

        assertThat(account.jobs().all()).isEmpty();
        assertForgotten(job);
    }

    @Test
    void aResetForgetsItsJobs() {
        WeakReference<Job> job = jobOfTwoTasks();
        account.reset();
        timeline.advance(Duration.ofMinutes(30));

        assertForgotten(job);
    }

    @Test
    void aResetForgetsItsSchedules() {
        WeakReference<Object> schedule = new WeakReference<>(account.jobSchedules()
                .add(Document.of("id", "s")
                        .with("schedule", Document.of("recurrenceInterval", "P1D"))
                        .with("jobSpecification", Document.of("poolInfo", Document.of("poolId", "p")))));
        timeline.advance(Duration.ofMinutes(30));
        account.reset();

        assertForgotten(schedule);
    }

    /** One has run, with files that are kept for days; the other waits for it, or has run, too. */
    private WeakReference<Job> jobOfTwoTasks() {
        Job job = account.jobs()
                .add(Document.of("id", "j")
                        .with("usesTaskDependencies", true)
                        .with("constraints", Document.of("maxWallClockTime", "P30D"))
                        .with("poolInfo", Document.of("poolId", "p")));
        account.tasks().add("j", Document.of("id", "1").with("commandLine", "true"));
        account.tasks()
                .add(
                        "j",
                        Document.of("id", "2")
                                .with("commandLine", "true")
                                .with("dependsOn", Document.of("taskIds", List.of("1"))));
        timeline.advance(Duration.ofMinutes(30));
        assertThat(job.taskCounts().succeeded()).isEqualTo(2);
        return new WeakReference<>(job);
    }

    /** The garbage collector says so, if asked often enough. */
    private static void assertForgotten(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }
}
