package io.github.batchbench.fake.node;

import static io.github.batchbench.fake.node.TestNode.command;
import static io.github.batchbench.fake.node.TestNode.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Context;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands are started from shells that stay: they notice nothing of that, whatever they do to one. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ResidentShellsTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    private Outcome run(Document spec, Map<String, String> settings) {
        return node.start(new Assignment(
                        Kind.TASK, node.identity, "job", "task", TestNode.TASK, spec, settings, Context.NONE))
                .outcome();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$HOME `id` \\ \" ' ; & | > * ~ # !", "a\nb\r\n\tc ", "'", "''\\''", "", "-n", "$(exit 1)\n)"})
    void wordsAndVariablesArriveAsTheyAre(String text) {
        Document spec = command("printf '%s|' '" + text.replace("'", "'\\''") + "' last");
        assertThat(node.run(spec)).isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo(text + "|last|");

        assertThat(run(command("printenv -0 MINE my.own"), Map.of("MINE", text, "my.own", text)))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo((text + "\0").repeat(2));
    }

    @Test
    void soDoCharactersOfAllBytes() {
        assumeTrue(Charset.defaultCharset().equals(StandardCharsets.UTF_8)
                && "UTF-8".equals(System.getProperty("sun.jnu.encoding")));
        // Among their bytes are all that shells use for themselves.
        String text = IntStream.rangeClosed(0x80, 0x7ff)
                .mapToObj(Character::toString)
                .reduce("\u20ac\ud83d\ude00", String::concat);
        assertThat(run(command("printenv -0 MINE my.own"), Map.of("MINE", text, "my.own", text)))
                .isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo((text + "\0").repeat(2));
        node.run(command("printf %s " + text.substring(3)));
        assertThat(node.stdout().replace("\u0085", ""))
                .isEqualTo(text.substring(3).replaceAll("\\s|\u0085", ""));
    }

    /** Shells have uses of their own for these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "IFS",
                "OPTIND",
                "LINENO",
                "PPID",
                "PS1",
                "PS4",
                "_",
                "UID",
                "RANDOM",
                "SECONDS",
                "BASH_ENV",
                "SHLVL",
                "OLDPWD",
                "pid",
                "rest",
                "ENV"
            })
    void everyNameOfAVariableIsTheTasks(String name) {
        assertThat(run(command("printenv " + name), Map.of(name, "x y"))).isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).isEqualTo("x y\n");
    }

    @Test
    void aTaskHasNothingOfTheShellsButItsParent() {
        assertThat(
                        node.run(
                                shell(
                                        "set -- /proc/$$/fd/*; echo $# $(readlink /proc/$$/fd/0); read -r pid name state parent group session rest </proc/$$/stat; echo $pid $group $session = $$ $$ $$")))
                .isEqualTo(Outcome.exited(0));
        String[] lines = node.stdout().split("\n", -1);
        assertThat(lines[0]).isIn("3 /dev/null", "4 /dev/null");
        assertThat(lines[1].split(" = ", -1)[0]).isEqualTo(lines[1].split(" = ", -1)[1]);
    }

    @Test
    void whoKillsItLosesOnlyHisOwnExitCode() {
        assertThat(node.run(shell("kill -KILL $PPID"))).isEqualTo(Outcome.exited(-9));
        assertThat(node.run(shell("exit 3"))).isEqualTo(Outcome.exited(3));
    }

    @Test
    void oneThatIsKilledWhileItWaitsIsReplaced() {
        for (int round = 0; round < 3; round++) {
            assertThat(node.run(shell("echo $PPID"))).isEqualTo(Outcome.exited(0));
            ProcessHandle.of(Long.parseLong(node.stdout().strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
        assertThat(node.run(shell("exit 3"))).isEqualTo(Outcome.exited(3));
    }

    @Test
    void itIsGoneWithTheNodes() {
        assertThat(node.run(shell("echo $PPID"))).isEqualTo(Outcome.exited(0));
        long shell = Long.parseLong(node.stdout().strip());
        node.close();
        assertThat(ProcessHandle.of(shell)).isEmpty();
    }

    @Test
    void aWordThatNoProcessCanBeGivenIsSaid() {
        Outcome outcome = node.run(command("echo " + "x".repeat(200_000)));
        assertThat(TestNode.failure(outcome).code()).isEqualTo("CommandLaunchFailed");
        assertThat(TestNode.failure(outcome).details())
                .extracting(detail -> detail.value())
                .anyMatch(value -> value.contains("too long"));
        assertThat(node.run(command("echo " + "x".repeat(100_000)))).isEqualTo(Outcome.exited(0));
        assertThat(node.stdout()).hasSize(100_001);
    }
}
