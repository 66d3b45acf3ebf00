package io.github.batchbench.fake.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.batchbench.fake.node.processes.CommandLine;
import io.github.batchbench.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a command line says, it is split into words or refused. */
@Timeout(60)
class HostileCommandLineTest {
    static final List<String> SEEDS = List.of(
            "/bin/sh -c 'echo \"$HOME\" | wc -c'",
            "java -jar \"a b.jar\" --x=\\'1\\'",
            "echo \\\\ '' \"\"",
            "  spaced\tout  ");

    @Test
    void anythingIsSplitOrRefused() {
        Mutations.forEach(SEEDS, 5000, HostileCommandLineTest::split);
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.split("echo 'a"));
    }

    /** The target: also what the coverage-guided run calls. */
    static void split(String line) {
        List<String> words;
        try {
            words = CommandLine.split(line);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(words).isNotEmpty();
        assertThat(words.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(line.length());
    }
}
