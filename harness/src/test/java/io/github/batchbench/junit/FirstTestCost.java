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
    private static final List<Long> MILLIS = new ArrayList<>();

    @RepeatedTest(30)
    void runsATask(TestJob job) {
        assertThat(job.run("true").await().reports()).hasSize(1);
    }

    @AfterAll
    static void print() {
        List<Long> later = MILLIS.subList(10, MILLIS.size()).stream().sorted().toList();
        System.out.printf(
                "processor time of the first test: %d ms, the second: %d ms; of the last %d: median %d ms, highest %d ms%n",
                MILLIS.get(0), MILLIS.get(1), later.size(), later.get(later.size() / 2), later.get(later.size() - 1));
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
