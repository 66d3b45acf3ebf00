package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.batchbench.api.TestJob;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The processor time of this JVM that the kit takes for a test: fake, clients, a pool of one node, one {@code true} task,
 * and taking it all down. The first one of a JVM loads what the others find. Not run by itself, since its name does not end in
 * Test: {@code .ci/first-test}.
 */
@ExtendWith(FirstTestCost.Meter.class)
@BatchTest
class FirstTestCost {
    private static final int TESTS = 300;
    /** The later tests are told by these groups, as the JVM's own compilers have less and less to do. */
    private static final List<Integer> LATER = List.of(10, 30, 100, TESTS);

    private static final List<Long> MILLIS = new ArrayList<>();

    @RepeatedTest(TESTS)
    void runsATask(TestJob job) {
        assertThat(job.run("true").await().reports()).hasSize(1);
    }

    @AfterAll
    static void print() {
        System.out.printf("processor time of the first test: %d ms, the second: %d ms%n", MILLIS.get(0), MILLIS.get(1));
        for (int i = 1; i < LATER.size(); i++) {
            List<Long> group = MILLIS.subList(LATER.get(i - 1), LATER.get(i)).stream()
                    .sorted()
                    .toList();
            System.out.printf(
                    "tests %d to %d: median %d ms, highest %d ms%n",
                    LATER.get(i - 1) + 1, LATER.get(i), group.get(group.size() / 2), group.get(group.size() - 1));
        }
    }

    /** Registered before the kit's extension, so that it is asked first and told last. */
    static final class Meter implements BeforeEachCallback, AfterEachCallback {
        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        private long began;

        @Override
        public void beforeEach(ExtensionContext context) {
            began = SYSTEM.getProcessCpuTime();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            MILLIS.add((SYSTEM.getProcessCpuTime() - began) / 1_000_000);
        }
    }
}
