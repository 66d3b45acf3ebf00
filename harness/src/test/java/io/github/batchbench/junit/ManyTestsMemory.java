package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * A thousand tests with a fake each in one JVM, and what the heap holds after the last as against after the hundredth.
 * Not run by itself, since its name does not end in Test: {@code .ci/many-tests}.
 */
@BatchTest
class ManyTestsMemory {
    private static final int TESTS = 1000;
    private static final int FIRST = 100;
    private static final long MEBIBYTE = 1 << 20;

    private static long early;

    @RepeatedTest(TESTS)
    void usesAFake(RepetitionInfo repetition, FakeAzure azure, BatchClient client) throws Exception {
        assertThat(client.jobOperations().listJobs()).isEmpty();
        if (repetition.getCurrentRepetition() == FIRST) {
            early = heap();
        }
        if (repetition.getCurrentRepetition() == TESTS) {
            long late = heap();
            System.out.printf(
                    "heap after %d tests: %d MiB, after %d tests: %d MiB%n",
                    FIRST, early / MEBIBYTE, TESTS, late / MEBIBYTE);
            assertThat(late - early).isLessThanOrEqualTo(20 * MEBIBYTE);
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
