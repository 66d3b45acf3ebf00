package io.github.batchbench.fake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.JobScheduleState;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobSchedulesTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount(START);

    private final Timeline timeline = scripted.timeline;
    private final BatchAccount account = scripted.account;

    @Test
    void aScheduleWithoutRecurrenceMakesOneJobAndCompletesWithIt() {
        JobSchedule schedule = account.jobSchedules().add(schedule(Document.EMPTY));
        timeline.advance(A_WHILE);
        assertThat(account.jobSchedules().jobs("s")).extracting(Job::id).containsExactly("s:job-1");

        account.jobs().terminate("s:job-1", "enough");
        timeline.advance(A_WHILE);

        assertThat(schedule.state()).isEqualTo(JobScheduleState.COMPLETED);
    }

    @Test
    void aCompletedSchedulesIdIsRefusedAsCompleted() {
        account.jobSchedules().add(schedule(Document.EMPTY));
        account.jobSchedules().terminate("s");
        timeline.advance(A_WHILE);

        assertThatThrownBy(() -> account.jobSchedules().add(schedule(Document.EMPTY)))
                .isInstanceOfSatisfying(
                        BatchException.class,
                        e -> assertThat(e.code()).isEqualTo(BatchErrorCode.JOB_SCHEDULE_COMPLETED))
                .hasMessageContaining("The specified job schedule is already in completed state.");
    }

    @Test
    void nothingHappensBeforeItsTime() {
        JobSchedule schedule =
                account.jobSchedules().add(schedule(Document.of("doNotRunUntil", "2026-11-23T09:00:00Z")));
        assertThat(schedule.nextRunTime()).isEqualTo(START.plus(Duration.ofHours(1)));

        timeline.advance(Duration.ofMinutes(59));
        assertThat(schedule.recentJob()).isNull();
        timeline.advance(Duration.ofMinutes(1));

        assertThat(schedule.recentJob()).isNotNull();
        assertThat(schedule.nextRunTime()).isNull();
    }

    @Test
    void itHasOneOpenJobAtMostAndTheNextWaitsForIt() {
        JobSchedule schedule = account.jobSchedules().add(schedule(Document.of("recurrenceInterval", "PT1H")));
        timeline.advance(Duration.ofMinutes(90));
        assertThat(account.jobSchedules().jobs("s")).hasSize(1);

        account.jobs().terminate("s:job-1", "enough");
        timeline.advance(A_WHILE);

        assertThat(account.jobSchedules().jobs("s")).extracting(Job::id).containsExactly("s:job-1", "s:job-2");
        assertThat(schedule.nextRunTime()).isEqualTo(START.plus(Duration.ofHours(2)));
    }

    @Test
    void anOpportunityWhoseWindowIsOverIsLost() {
        Document times = Document.of("recurrenceInterval", "PT1H").with("startWindow", "PT10M");
        JobSchedule schedule = account.jobSchedules().add(schedule(times));
        timeline.advance(Duration.ofMinutes(90));

        account.jobs().terminate("s:job-1", "late");
        timeline.advance(A_WHILE);

        assertThat(account.jobSchedules().jobs("s")).hasSize(1);
        assertThat(schedule.nextRunTime()).isEqualTo(START.plus(Duration.ofHours(2)));
        timeline.advance(Duration.ofMinutes(30));
        assertThat(account.jobSchedules().jobs("s")).hasSize(2);
    }

    @Test
    void noJobIsMadeAfterItsLastTime() {
        Document times = Document.of("recurrenceInterval", "PT1H").with("doNotRunAfter", "2026-11-23T08:30:00Z");
        JobSchedule schedule = account.jobSchedules().add(schedule(times));
        timeline.advance(A_WHILE);

        account.jobs().terminate("s:job-1", "enough");
        timeline.advance(Duration.ofHours(2));

        assertThat(account.jobSchedules().jobs("s")).hasSize(1);
        assertThat(schedule.state()).isEqualTo(JobScheduleState.COMPLETED);
    }

    @Test
    void terminatingItEndsItsJobAndDeletingItRemovesThem() {
        JobSchedule schedule = account.jobSchedules().add(schedule(Document.EMPTY));
        timeline.advance(A_WHILE);

        account.jobSchedules().terminate("s");
        timeline.advance(A_WHILE);
        assertThat(schedule.state()).isEqualTo(JobScheduleState.COMPLETED);
        assertThat(account.jobs().get("s:job-1").state()).isEqualTo(JobState.COMPLETED);
        assertThat(account.jobs().get("s:job-1").terminateReason()).isEqualTo("TerminateJobSchedule");

        account.jobSchedules().delete("s");
        assertThatThrownBy(() -> account.jobSchedules().delete("s"))
                .isInstanceOfSatisfying(
                        BatchException.class,
                        e -> assertThat(e.code()).isEqualTo(BatchErrorCode.JOB_SCHEDULE_BEING_DELETED));
        timeline.advance(A_WHILE);
        assertThat(account.jobs().all()).isEmpty();
        assertThat(account.jobSchedules().all()).isEmpty();
    }

    private static Document schedule(Document times) {
        return Document.of("id", "s")
                .with("schedule", times)
                .with("jobSpecification", Document.of("poolInfo", Document.of("poolId", "p")));
    }
}
