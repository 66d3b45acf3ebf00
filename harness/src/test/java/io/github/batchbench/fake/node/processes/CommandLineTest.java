package io.github.batchbench.fake.node.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo a  b | [echo, a, b]",
                "/bin/sh -c 'a && b' | [/bin/sh, -c, a && b]",
                "/bin/sh -c \"a && b\" | [/bin/sh, -c, a && b]",
                "/bin/bash -c \"echo \\\"x\\\"\" | [/bin/bash, -c, echo \"x\"]",
                "echo \"a\\nb\" | [echo, a\\nb]",
                "echo a\\ b | [echo, a b]",
                "echo 'it'\\''s' | [echo, it's]",
                "echo $HOME > x * ; | [echo, $HOME, >, x, *, ;]",
                "echo a'b c'd | [echo, ab cd]",
                "echo 'a\\b' | [echo, a\\b]",
            })
    void splitsIntoWords(String text, String words) {
        assertThat(CommandLine.split(text)).hasToString(words);
    }

    @Test
    void keepsEmptyWordsThatAreQuoted() {
        assertThat(CommandLine.split("printf '' \"\"")).isEqualTo(List.of("printf", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "echo 'a", "echo \"a", "echo \"a\\\""})
    void refusesWhatIsNotACommandLine(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.split(text));
    }
}
