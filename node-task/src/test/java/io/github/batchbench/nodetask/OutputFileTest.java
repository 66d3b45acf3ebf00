package io.github.batchbench.nodetask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFileTest {

    /** What {@code os.path.splitext} of Python calls the extension. */
    @ParameterizedTest
    @CsvSource({
        "taskdata1.txt,taskdata1_OUTPUT.txt",
        "archive.tar.gz,archive.tar_OUTPUT.gz",
        "plain,plain_OUTPUT",
        ".hidden,.hidden_OUTPUT",
        "..a.b,..a_OUTPUT.b",
        "dot.,dot_OUTPUT."
    })
    void theSuffixGoesBeforeTheExtension(String input, String output) {
        assertThat(OutputFile.nameFor(input)).isEqualTo(output);
    }
}
