package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopWordsTableTest {
    private static final String RULE = "-".repeat(30) + "\n";

    @Test
    void alignsWordsAndCounts() {
        String output = "Word\tCount\n" + RULE + "the:\t1234\na:b:\t9\n" + RULE + "Node: n\n";

        assertThat(TopWordsTable.of(output).orElseThrow().lines().map(String::stripTrailing))
                .containsExactly("  Word  Count", "  the    1234", "  a:b       9");
    }

    @Test
    void knowsAnEmptyOutput() {
        assertThat(TopWordsTable.of("Word\tCount\n" + RULE + RULE).orElseThrow().strip())
                .isEqualTo("Word  Count");
    }

    @Test
    void leavesOtherFormatsAlone() {
        assertThat(TopWordsTable.of("hello")).isEmpty();
        assertThat(TopWordsTable.of("")).isEmpty();
    }
}
