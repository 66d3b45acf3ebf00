package io.github.batchbench.fake.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.ScriptedAccount;
import io.github.batchbench.fake.account.ScriptedNodes;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.jobs.Jobs;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where tasks run, how many, and what the end of a job, a task or a node does to them. */
class TaskLifeTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final Duration TASK_TIME = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedAccount scripted = new ScriptedAccount();

    private final Timeline timeline = scripted.timeline;
    private final ScriptedNodes machines = scripted.nodes;
    private final BatchAccount account = scripted.account;

    @ParameterizedTest
    @CsvSource({"spread, 2, 2", "pack, 4, 0"})
    void tasksAreSpreadOverTheNodesOrPackedOntoOne(String fill, int most, int least) {
        Pool pool = pool(
                2, Document.of("taskSlotsPerNode", 4L).with("taskSchedulingPolicy", Document.of("nodeFillType", fill)));
        job(Document.EMPTY);
        add(4);
        timeline.advance(A_WHILE);

        assertThat(pool.nodes()).extracting(ComputeNode::usedSlots).containsExactlyInAnyOrder(most, least);
    }

    @Test
    void aJobRunsNoMoreTasksAtOnceThanItMay() {
        pool(4, Document.EMPTY);
        Job job = job(Document.of("maxParallelTasks", 2L));
        add(4);
        timeline.advance(A_WHILE);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(2, 2, 0, 0));

        account.jobs().update("j", job.spec().with("maxParallelTasks", 3L));
        timeline.advance(A_WHILE);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 3, 0, 0));
    }

    @Test
    void settingsOfATaskWinOverThoseOfItsJob() {
        pool(1, Document.EMPTY);
        job(Document.of("commonEnvironmentSettings", List.of(setting("A", "job"), setting("B", "job"))));
        account.tasks()
                .add(
                        "j",
                        Document.of("id", "t")
                                .with("commandLine", "true")
                                .with("environmentSettings", List.of(setting("B", "task"), setting("C", "task"))));
        timeline.advance(A_WHILE);

        assertThat(machines.started())
                .singleElement()
                .satisfies(run -> assertThat(run.environment())
                        .containsExactly(entry("A", "job"), entry("B", "task"), entry("C", "task")));
    }

    @Test
    void tasksRunBesideAStartTaskThatNobodyWaitsFor() {
        machines.script(run -> Outcome.exited(run.kind() == Assignment.Kind.START_TASK ? 1 : 0));
        Pool pool = pool(
                1, Document.of("startTask", Document.of("commandLine", "false").with("waitForSuccess", false)));
        Job job = job(Document.EMPTY);
        add(1);
        timeline.advance(A_WHILE);
        assertThat(job.taskCounts().running()).isEqualTo(1);
        timeline.advance(TASK_TIME);

        assertThat(job.taskCounts().succeeded()).isEqualTo(1);
        assertThat(pool.nodes()).extracting(ComputeNode::state).containsExactly(NodeState.IDLE);
    }

    private static Document setting(String name, String value) {
        return Document.of("name", name).with("value", value);
    }

    @Test
    void disablingAJobCanEndItsTasks() {
        pool(1, Document.EMPTY);
        Job job = job(Document.EMPTY);
        add(2);
        timeline.advance(A_WHILE);

        account.jobs().disable("j", Jobs.DisableTasks.TERMINATE);
        timeline.advance(A_WHILE);

        assertThat(job.state()).isEqualTo(JobState.DISABLED);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 0, 1));
    }

    @Test
    void disablingAJobCanWaitForItsTasks() {
        pool(1, Document.EMPTY);
        Job job = job(Document.EMPTY);
        add(2);
        timeline.advance(A_WHILE);

        account.jobs().disable("j", Jobs.DisableTasks.WAIT);
        timeline.advance(A_WHILE);
        assertThat(job.state()).isEqualTo(JobState.DISABLING);
        timeline.advance(TASK_TIME);

        assertThat(job.state()).isEqualTo(JobState.DISABLED);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 1, 0));
    }

    @Test
    void aNodeThatIsRemovedCanEndItsTasks() {
        Pool pool = pool(1, Document.EMPTY);
        Job job = job(Document.EMPTY);
        add(1);
        timeline.advance(A_WHILE);

        remove(pool, Deallocation.TERMINATE);

        assertThat(pool.nodes()).isEmpty();
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(0, 0, 0, 1));
    }

    @Test
    void aNodeThatIsRemovedCanWaitUntilItsFilesMayGo() {
        Pool pool = pool(1, Document.EMPTY);
        Job job = job(Document.EMPTY);
        add(2);
        timeline.advance(A_WHILE);

        remove(pool, Deallocation.RETAINED_DATA);
        timeline.advance(TASK_TIME);
        assertThat(job.taskCounts()).isEqualTo(new TaskCounts(1, 0, 1, 0));
        timeline.advance(Duration.ofMinutes(58));
        assertThat(pool.nodes()).hasSize(1);

        timeline.advance(Duration.ofMinutes(2));
        assertThat(pool.nodes()).isEmpty();
        assertThat(machines.discarded()).containsExactly("workitems/j/job-1/t0");
    }

    @Test
    void aNodeDoesNotWaitForFilesThatAreGoneWithTheirTask() {
        Pool pool = pool(1, Document.EMPTY);
        job(Document.EMPTY);
        add(2);
        timeline.advance(A_WHILE.plus(TASK_TIME).plus(TASK_TIME));
        account.tasks().delete("j", "t0");
        account.jobs().delete("j");
        timeline.advance(A_WHILE);

        remove(pool, Deallocation.RETAINED_DATA);
        timeline.advance(A_WHILE);

        assertThat(pool.nodes()).isEmpty();
    }

    @Test
    void aRebootCanWaitUntilFilesMayGo() {
        Pool pool = pool(1, Document.EMPTY);
        job(Document.EMPTY);
        add(2);
        timeline.advance(A_WHILE);
        ComputeNode node = pool.nodes().iterator().next();

        account.nodes().reboot("p", node.id(), Deallocation.RETAINED_DATA);
        timeline.advance(TASK_TIME.plus(Duration.ofMinutes(58)));
        assertThat(node.state()).isEqualTo(NodeState.IDLE);
        assertThat(machines.started()).hasSize(1);
        timeline.advance(Duration.ofMinutes(3));

        assertThat(account.tasks().get("j", "t1").state()).isNotEqualTo(TaskState.ACTIVE);
        assertThat(node.lifecycle().since())
                .isAfter(account.tasks().get("j", "t0").lifecycle().since());
    }

    /** The exit options of an exit code, a range, a failure before the command, of an upload, or of anything else. */
    @ParameterizedTest
    @CsvSource({
        "exit 3, disabled",
        "exit 7, completed",
        "exit 9, active",
        "before, disabled",
        "upload, completed",
        "exit 1, active",
    })
    void exitConditionsDecideWhatBecomesOfTheJob(String how, String expected) {
        machines.script(run -> switch (how) {
            case "before" -> Outcome.notStarted(failure(), Outcome.Stage.PRE_PROCESSING);
            case "upload" -> new Outcome(0, failure(), Outcome.Stage.FILE_UPLOAD);
            default -> Outcome.exited(Integer.parseInt(how.substring("exit ".length())));
        });
        pool(1, Document.EMPTY);
        Job job = job(Document.of("onTaskFailure", "performexitoptionsjobaction"));
        Document conditions = Document.of("exitCodes", List.of(mapping("code", 3, "disable")))
                .with(
                        "exitCodeRanges",
                        List.of(
                                mapping("start", 5, "terminate").with("end", 8L),
                                mapping("start", 9, "none").with("end", 9L)))
                .with("preProcessingError", action("disable"))
                .with("fileUploadError", action("terminate"))
                .with("default", action("none"));
        account.tasks()
                .add("j", Document.of("id", "t").with("commandLine", "true").with("exitConditions", conditions));
        timeline.advance(TASK_TIME.plus(A_WHILE));

        assertThat(job.state().wireName()).isEqualTo(expected);
    }

    private static FailureInfo failure() {
        return FailureInfo.userError("SomeError", "It went wrong");
    }

    private static Document action(String jobAction) {
        return Document.of("jobAction", jobAction);
    }

    private static Document mapping(String property, long code, String jobAction) {
        return Document.of(property, code).with("exitOptions", action(jobAction));
    }

    private void remove(Pool pool, Deallocation option) {
        List<String> all = pool.nodes().stream().map(ComputeNode::id).toList();
        account.pools().removeNodes("p", all, Duration.ofMinutes(15), option);
        timeline.advance(A_WHILE);
    }

    private Pool pool(long nodes, Document more) {
        Pool pool = account.pools().add(with(Document.of("id", "p").with("targetDedicatedNodes", nodes), more));
        timeline.advance(A_WHILE);
        return pool;
    }

    private Job job(Document more) {
        return account.jobs().add(with(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")), more));
    }

    private static Document with(Document document, Document more) {
        Document all = document;
        for (var property : more.properties().entrySet()) {
            all = all.with(property.getKey(), property.getValue());
        }
        return all;
    }

    /** Tasks whose files are kept for an hour. */
    private List<Task> add(int tasks) {
        return Stream.iterate(0, i -> i + 1)
                .limit(tasks)
                .map(i -> account.tasks()
                        .add(
                                "j",
                                Document.of("id", "t" + i)
                                        .with("commandLine", "true")
                                        .with("constraints", Document.of("retentionTime", "PT1H"))))
                .toList();
    }
}
