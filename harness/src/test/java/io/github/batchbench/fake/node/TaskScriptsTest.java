package io.github.batchbench.fake.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.Script;
import io.github.batchbench.api.TaskScripts;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.time.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scripted and real tasks through the service, in virtual time. */
class TaskScriptsTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final Timeline timeline = Timeline.following(InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
    private final TaskScripts scripts = new TaskScripts();
    private final LocalNodeAgent machines =
            LocalNodeAgent.open(AgentSettings.of("account", () -> URI.create("http://127.0.0.1:1")));
    private final HearingAgent agent =
            new HearingAgent(new ScriptableNodeAgent(machines, scripts::of, scripts::playsImage, timeline));
    private final BatchAccount account = new BatchAccount(timeline, agent);

    TaskScriptsTest() {
        timeline.virtual();
        account.pools()
                .add(Document.of("id", "p").with("targetDedicatedNodes", 1L).with("taskSlotsPerNode", 4L));
        account.jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        timeline.advance(A_WHILE);
    }

    @AfterEach
    void close() {
        account.close();
        timeline.failures().check();
    }

    @Test
    void aScriptedTaskTakesItsTimeOnTheFakesClockAndLeavesItsFiles() throws IOException {
        scripts.task("long")
                .play(Script.exits(3)
                        .after(Duration.ofHours(5))
                        .printing("out\n")
                        .complaining("err\n")
                        .writing("sub/result.tsv", "a\tb\n"));
        Task task = add("long", "no-such-program");

        timeline.advance(Duration.ofHours(5).minus(A_WHILE));
        assertThat(task.state()).isEqualTo(TaskState.RUNNING);
        timeline.advance(A_WHILE.multipliedBy(2));

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.run().exitCode()).isEqualTo(3);
        assertThat(text(task, "stdout.txt")).isEqualTo("out\n");
        assertThat(text(task, "stderr.txt")).isEqualTo("err\n");
        assertThat(text(task, "wd/sub/result.tsv")).isEqualTo("a\tb\n");
    }

    @Test
    void theRuleMadeLastWinsAndWhatNoRuleIsForIsReal() throws Exception {
        scripts.job("j").play(Script.exits(1));
        scripts.commandLine("^sort ").play(run -> Script.succeeds().printing("sorted " + run.taskId()));
        Task failing = add("a", "true");
        Task sorting = add("b", "sort -u");
        timeline.advance(A_WHILE);
        assertThat(failing.run().exitCode()).isEqualTo(1);
        assertThat(text(sorting, "stdout.txt")).isEqualTo("sorted b");

        scripts.clear();
        Task real = add("c", "echo real");
        timeline.advance(A_WHILE);
        agent.awaitEnds(3);
        assertThat(text(real, "stdout.txt")).isEqualTo("real\n");
    }

    @Test
    void aFailureBeforeTheCommandIsTheTasksFailure() {
        FailureInfo failure = FailureInfo.userError("BlobNotFound", "gone");
        scripts.everything().play(Script.fails(failure.code(), failure.message()));
        Task task = add("t", "true");
        timeline.advance(A_WHILE);
        assertThat(task.run().failure()).isEqualTo(failure);
        assertThat(task.run().exitCode()).isNull();
    }

    @Test
    void aScriptedTaskCanBeTerminated() {
        scripts.task("t").play(Script.succeeds().after(Duration.ofDays(1)));
        Task task = add("t", "true");
        timeline.advance(A_WHILE);
        account.tasks().terminate("j", "t");
        timeline.advance(A_WHILE);
        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.succeeded()).isFalse();
    }

    @Test
    void aMistakeInAScriptShowsAsTheTasksFailure() {
        scripts.task("t").play(assignment -> {
            throw new IllegalStateException("my mistake");
        });
        Task task = add("t", "true");
        timeline.advance(A_WHILE);
        assertThat(Objects.requireNonNull(task.run().failure()).message()).contains("my mistake");
    }

    @Test
    void aStartTaskCanBeScriptedToFail() {
        scripts.startTasks().play(Script.exits(1));
        account.pools()
                .add(Document.of("id", "q")
                        .with("targetDedicatedNodes", 1L)
                        .with("startTask", Document.of("commandLine", "true")));
        timeline.advance(A_WHILE);
        assertThat(account.pools().get("q").nodes())
                .extracting(node -> node.state())
                .containsExactly(NodeState.START_TASK_FAILED);
    }

    @Test
    void theOutputFilesOfAScriptedTaskAreUploaded() throws Exception {
        try (TinyStorage storage = new TinyStorage()) {
            Document container =
                    Document.of("containerUrl", storage.container("?sig=good").toString());
            Document file =
                    Document.of("filePattern", "*.tsv").with("destination", Document.of("container", container));
            scripts.task("t").play(Script.succeeds().writing("result.tsv", "1"));
            Task task = account.tasks()
                    .add("j", Document.of("id", "t").with("commandLine", "x").with("outputFiles", List.of(file)));
            timeline.advance(A_WHILE);
            agent.awaitEnds(1);
            assertThat(task.succeeded()).isTrue();
            assertThat(storage.text("result.tsv")).isEqualTo("1");
        }
    }

    private Task add(String id, String commandLine) {
        return account.tasks().add("j", Document.of(Map.of("id", id, "commandLine", commandLine)));
    }

    private String text(Task task, String name) throws IOException {
        NodeFiles files = machines.files(Objects.requireNonNull(task.node()));
        try (InputStream in = files.open("workitems/j/job-1/" + task.id() + "/" + name, 0, Long.MAX_VALUE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
