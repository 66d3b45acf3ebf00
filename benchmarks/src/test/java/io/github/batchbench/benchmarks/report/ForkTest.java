package io.github.batchbench.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForkTest {
    @Test
    void blocksKeepTheMeanOfAFork() {
        double[] values = IntStream.range(0, 1000).mapToDouble(i -> i % 7).toArray();
        double[] weights = IntStream.range(0, 1000).mapToDouble(i -> 1 + i % 3).toArray();
        Fork fork = new Fork(values, weights);

        assertThat(fork.blocks(64).values()).hasSize(64);
        assertThat(fork.blocks(64).mean()).isCloseTo(fork.mean(), within(1e-12));
    }
}
