package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCommandTest {
    private static final StagedOutput OUTPUT =
            new StagedOutput(URI.create("http://127.0.0.1:10000/store"), "store", "out");

    @Test
    void runsInAShellBecauseNodesHaveNone() {
        assertThat(TaskCommand.shell("echo $A | wc").commandLine()).isEqualTo("/bin/sh -c 'echo $A | wc'");
    }

    @Test
    void refusesASingleQuote() {
        assertThatThrownBy(() -> TaskCommand.shell("echo it's"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("single quote");
    }

    @Test
    void countsAnInputByItsName() {
        TaskCommand command = NodeTask.topWords(input("a-1.txt", 10_000), 5);

        assertThat(command.script())
                .isEqualTo("java -XX:+UseSerialGC -Xlog:disable"
                        + " -XX:SharedArchiveFile=\"$AZ_BATCH_NODE_SHARED_DIR/topwords.jsa\""
                        + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:TieredStopAtLevel=1"
                        + " -jar \"$DIR/topwords.jar\" --filepath a-1.txt --numwords 5 --slots 4"
                        + " --storageaccount store --storagecontainer out --endpoint http://127.0.0.1:10000/store");
    }

    @Test
    void compilesForSpeedWhereThereIsMuchToCount() {
        assertThat(NodeTask.topWords(input("a.txt", 10_000_000), 5).script())
                .contains(" -Xmn2m -XX:InlineSmallCode=600 -XX:LoopUnrollLimit=16 -jar")
                .doesNotContain("TieredStopAtLevel");
    }

    private static StagedInput input(String name, long size) {
        return new StagedInput(name, "\"$DIR/topwords.jar\"", size, 4, OUTPUT);
    }

    @Test
    void namesAnInputWithOddCharactersThroughTheEnvironment() {
        assertThat(input("it's a \"$(rm -rf .)\".txt", 1).word()).isEqualTo("\"$BATCHBENCH_INPUT\"");
        assertThat(input("-n.txt", 1).word()).isEqualTo("\"$BATCHBENCH_INPUT\"");
    }

    @ParameterizedTest
    @CsvSource({"a.txt,a_OUTPUT.txt", "a,a_OUTPUT", ".a,.a_OUTPUT", "a.b.txt,a.b_OUTPUT.txt", "..a.b,..a_OUTPUT.b"})
    void knowsWhatTheProgramCallsItsOutput(String input, String output) {
        assertThat(NodeTask.outputName(input)).isEqualTo(output);
    }
}
