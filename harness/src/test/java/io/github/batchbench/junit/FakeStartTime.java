package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.FakeAzure;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a fake takes to start; not run by itself, since its name does not end in Test: {@code mvn -pl harness
 * -am test -Dtest=FakeStartTime -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class FakeStartTime {
    private static final int STARTS = 200;

    @Test
    void print() {
        double[] milliseconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long began = System.nanoTime();
            FakeAzure azure = FakeAzure.start();
            milliseconds[i] = (System.nanoTime() - began) / 1e6;
            azure.close();
        }
        double[] later = Arrays.copyOfRange(milliseconds, STARTS / 2, STARTS);
        Arrays.sort(later);
        System.out.printf(
                "start of a fake: the first %.0f ms, the second %.0f ms; of the last %d: median %.1f ms, lowest %.1f ms,"
                        + " highest %.1f ms%n",
                milliseconds[0],
                milliseconds[1],
                later.length,
                later[later.length / 2],
                later[0],
                later[later.length - 1]);
        assertThat(later[0]).isPositive();
    }
}
