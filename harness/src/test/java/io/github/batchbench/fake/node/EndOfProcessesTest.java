package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.command;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.node.processes.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is started on a node does not outlive its task's limit, its node or the agent, whatever it does about it. */
@Timeout(60)
class EndOfProcessesTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    /** Each says {@code ready} when its processes are there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo ready; sleep 600",
                "(trap \"\" TERM; echo ready; sleep 600 & wait; sleep 600) & wait",
                "trap \"\" TERM; echo ready; while :; do sleep 600; done",
                "(sleep 600 & sleep 600 &) ; echo ready; sleep 600",
                "setsid sleep 600 & echo ready; sleep 600",
                "(setsid sh -c \"sleep 600 & sleep 600 &\" &) ; echo ready; sleep 600",
                "nohup sleep 600 & env -i sleep 600 & echo ready; sleep 600",
                "env -i setsid sleep 600 & (env -i setsid sh -c \"sleep 600 & sleep 600 &\" &) ; echo ready; sleep 600",
                "f() { sleep 600 & [ $1 -gt 60 ] || f $(($1 + 1)); }; f 0; echo ready; wait",
            })
    void theWholeTreeEnds(String script) throws Exception {
        TestNode.Task task = node.start(shell(script));
        awaitReady();
        task.execution().end();
        assertThat(task.outcome().exitCode()).isIn(-15, -9);
        assertThat(left()).isEmpty();
    }

    @Test
    void aLoopThatForksForEverEnds() throws Exception {
        String loop = "f() { n=$1; [ $n -gt 0 ] && { f $((n - 1)) & }; wait; f $n; }; echo ready; "
                + "trap \"\" TERM; while :; do (sleep 600 &) ; sleep 0.01; done";
        TestNode.Task task = node.start(shell(loop));
        awaitReady();
        task.execution().end();
        assertThat(task.outcome().exitCode()).isEqualTo(-9);
        assertThat(left()).isEmpty();
    }

    @Test
    void whoeverHeedsTheRequestMayTidyUp() throws Exception {
        TestNode.Task task =
                node.start(shell("trap \"echo tidied; exit 9\" TERM; echo ready; while :; do sleep 0.05; done"));
        awaitReady();
        task.execution().end();
        assertThat(task.outcome()).isEqualTo(Outcome.exited(9));
        assertThat(node.stdout()).isEqualTo("ready\ntidied\n");
    }

    @Test
    void aServiceThatATaskLeavesRunningEndsWithTheNode() throws Exception {
        assertThat(node.run(shell("setsid sleep 600 & echo $! > $AZ_BATCH_NODE_SHARED_DIR/pid")))
                .isEqualTo(Outcome.exited(0));
        Path root = node.root();
        ProcessHandle service = ProcessHandle.of(Long.parseLong(
                        Files.readString(root.resolve("shared/pid")).strip()))
                .orElseThrow();
        node.agent.decommission(node.identity);
        assertThat(service.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void aRunHearsOfTheEndOfItsNode() throws Exception {
        TestNode.Task task = node.start(shell("trap \"\" TERM; echo ready; while :; do sleep 600; done"));
        awaitReady();
        node.agent.decommission(node.identity);
        assertThat(task.outcome()).isEqualTo(Outcome.exited(-9));
    }

    @Test
    void nothingRunsAndNothingLiesAboutAfterClose() throws Exception {
        Path root = node.root();
        TestNode.Task task = node.start(shell("(setsid sleep 600 &) ; mkdir a; chmod 0 a; echo ready; sleep 600"));
        awaitReady();
        node.close();
        assertThat(task.outcome().exitCode()).isEqualTo(-9);
        assertThat(left()).isEmpty();
        assertThat(root.resolve("../..").normalize()).doesNotExist();
    }

    @Test
    void endingTwiceOrTooLateDoesNothing() {
        TestNode.Task task = node.start(command("true"));
        assertThat(task.outcome()).isEqualTo(Outcome.exited(0));
        task.execution().end();
        task.execution().end();
        assertThat(node.run(command("false"))).isEqualTo(Outcome.exited(1));
    }

    /** Waits on the task's own word, by a task that waits for it. */
    private void awaitReady() throws Exception {
        Process waiting = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "until grep -q ready \"$1\" 2>/dev/null; do sleep 0.01; done",
                        "sh",
                        node.root() + "/" + TestNode.TASK + "/stdout.txt")
                .start();
        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private Set<ProcessHandle> left() throws IOException {
        return Set.copyOf(ProcessTable.find(
                new ProcessTable.Wanted(Set.of(), mark -> mark.startsWith(node.agent.name()), List.of(node.root()))));
    }
}
