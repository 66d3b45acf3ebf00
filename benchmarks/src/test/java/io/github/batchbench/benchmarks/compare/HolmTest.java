package io.github.batchbench.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void holmStepsDownAndStaysMonotone() {
        // By hand: 4 x 0.01, 3 x 0.02, max(0.06, 2 x 0.025), 1 x 0.9.
        assertThat(Holm.adjust(List.of(0.02, 0.9, 0.01, 0.025)))
                .containsExactly(new double[] {0.06, 0.9, 0.04, 0.06}, within(1e-12));
        assertThat(Holm.adjust(List.of())).isEmpty();
        assertThat(Holm.adjust(List.of(0.9, 0.8))).containsExactly(1, 1);
    }
}
