package io.github.batchbench.fake.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dependencies between tasks, and what a task's exit means for its job and its dependants. */
class DependenciesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes nodes = scripted.nodes;
    private final BatchAccount account = scripted.account;

    DependenciesTest() {
        account.pools().add(Document.of("id", "p").with("targetDedicatedNodes", 4L));
        nodes.script(assignment -> Outcome.exited(
                assignment.spec().string("commandLine").orElse("").equals("false") ? 1 : 0));
    }

    @Test
    void aTaskWaitsForAllItDependsOnEvenIfTheyAreAddedLater() {
        job(Document.EMPTY);
        Task last = add("last", "true", dependsOn(List.of("a", "B")));
        add("a", "true", Document.EMPTY);
        timeline.advance(LONG);
        assertThat(last.state()).isEqualTo(TaskState.ACTIVE);

        add("b", "true", Document.EMPTY);
        timeline.advance(LONG);

        assertThat(last.state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aRangeCountsNumbersWhateverTheirZeros() {
        job(Document.EMPTY);
        Task last = add("last", "true", onRange(1, 3));
        List.of("01", "2").forEach(id -> add(id, "true", Document.EMPTY));
        timeline.advance(LONG);
        assertThat(last.state()).isEqualTo(TaskState.ACTIVE);

        add("003", "true", Document.EMPTY);
        timeline.advance(LONG);

        assertThat(last.state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aRangeDoesNotWaitForWhatIsDoneAlready() {
        job(Document.EMPTY);
        List.of("1", "2", "3").forEach(id -> add(id, "true", Document.EMPTY));
        timeline.advance(LONG);

        Task done = add("done", "true", onRange(1, 3));
        Task waits = add("waits", "true", onRange(1, 4));
        timeline.advance(LONG);
        assertThat(List.of(done.state(), waits.state())).containsExactly(TaskState.COMPLETED, TaskState.ACTIVE);

        add("4", "true", Document.EMPTY);
        timeline.advance(LONG);

        assertThat(waits.state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aRangeOfExitCodesHasBothItsEnds() {
        job(Document.EMPTY);
        Document range = Document.of("start", 3L)
                .with("end", 5L)
                .with("exitOptions", Document.of("dependencyAction", "satisfy"));
        Document conditions = Document.of("exitConditions", Document.of("exitCodeRanges", List.of(range)));
        nodes.script(assignment -> Outcome.exited(
                assignment.spec().string("commandLine").orElse("").length()));
        for (int code = 2; code <= 6; code++) {
            add("exits" + code, "x".repeat(code), conditions);
            add("after" + code, "x", dependsOn(List.of("exits" + code)));
        }

        timeline.advance(LONG);

        assertThat(account.jobs().get("j").tasks())
                .filteredOn(task -> task.id().startsWith("after") && task.state() == TaskState.COMPLETED)
                .extracting(Task::id)
                .containsExactly("after3", "after4", "after5");
    }

    @Test
    void aFailedTaskBlocksItsDependantsUnlessItsExitConditionsSaySo() {
        job(Document.EMPTY);
        Document satisfies = Document.of(
                "exitConditions",
                Document.of(
                        "exitCodes",
                        List.of(Document.of("code", 1L)
                                .with("exitOptions", Document.of("dependencyAction", "satisfy")))));
        add("strict", "false", Document.EMPTY);
        add("lenient", "false", satisfies);
        Task blocked = add("blocked", "true", dependsOn(List.of("strict")));
        Task free = add("free", "true", dependsOn(List.of("lenient")));

        timeline.advance(LONG);

        assertThat(blocked.state()).isEqualTo(TaskState.ACTIVE);
        assertThat(free.state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void aJobThatHeedsExitOptionsEndsWithItsFirstFailure() {
        Job job = job(Document.of("onTaskFailure", "performexitoptionsjobaction"));
        add("bad", "false", Document.EMPTY);

        timeline.advance(LONG);

        assertThat(job.state()).isEqualTo(JobState.COMPLETED);
        assertThat(job.terminateReason()).isEqualTo("TaskFailed");
    }

    @Test
    void theDefaultExitConditionCanDisableTheJob() {
        Job job = job(Document.of("onTaskFailure", "performexitoptionsjobaction"));
        Document options = Document.of("jobAction", "disable");
        add("bad", "false", Document.of("exitConditions", Document.of("default", options)));

        timeline.advance(LONG);

        assertThat(job.state()).isEqualTo(JobState.DISABLED);
    }

    @Test
    void dependenciesAreRefusedWhereTheJobDoesNotAllowThem() {
        account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));

        assertThatThrownBy(() -> add("t", "true", dependsOn(List.of("a"))))
                .isInstanceOfSatisfying(
                        BatchException.class, e -> assertThat(e.code()).isEqualTo(BatchErrorCode.UNSUPPORTED_PROPERTY));
    }

    private Job job(Document more) {
        Document spec = Document.of("id", "j")
                .with("poolInfo", Document.of("poolId", "p"))
                .with("usesTaskDependencies", true);
        for (var property : more.properties().entrySet()) {
            spec = spec.with(property.getKey(), property.getValue());
        }
        return account.jobs().add(spec);
    }

    private Task add(String id, String command, Document more) {
        Document spec = Document.of("id", id).with("commandLine", command);
        for (var property : more.properties().entrySet()) {
            spec = spec.with(property.getKey(), property.getValue());
        }
        return account.tasks().add("j", spec);
    }

    private static Document onRange(long start, long end) {
        Document range = Document.of("start", start).with("end", end);
        return Document.of("dependsOn", Document.of("taskIdRanges", List.of(range)));
    }

    private static Document dependsOn(List<String> ids) {
        return Document.of("dependsOn", Document.of("taskIds", ids));
    }
}
