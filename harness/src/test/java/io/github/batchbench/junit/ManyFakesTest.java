package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.azure.model.TaskReport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/**
 * Many tests in parallel, each with a fake of its own. {@code mvn -pl harness -am test -Dtest=ManyFakesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -DargLine="-Dbatchbench.manyFakes.tests=200 -Dbatchbench.manyFakes.runs=20"}
 * does it as often as is claimed.
 */
class ManyFakesTest {
    private static final int TESTS = Integer.getInteger("batchbench.manyFakes.tests", 10);
    private static final int RUNS = Integer.getInteger("batchbench.manyFakes.runs", 1);

    @Test
    void eachTestHasItsOwn() {
        for (int run = 1; run <= RUNS; run++) {
            ManyTestCase.SEEN.clear();
            EngineExecutionResults results = Runs.kit(ManyTestCase.class)
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                    .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                    .execute();

            assertThat(Runs.failures(results)).as("run %s", run).isEmpty();
            assertThat(ManyTestCase.SEEN).hasSize(TESTS);
        }
    }

    @BatchTest
    static class ManyTestCase {
        static final Set<FakeAzure> SEEN = ConcurrentHashMap.newKeySet();

        static IntStream numbers() {
            return IntStream.range(0, TESTS);
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void each(int number, FakeAzure azure, TestJob job, BatchClient client) throws Exception {
            assertThat(SEEN.add(azure)).isTrue();
            assertThat(client.jobOperations().listJobs()).hasSize(1);
            assertThat(job.run("exit " + number % 2).await().reports())
                    .singleElement()
                    .extracting(TaskReport::exitCode)
                    .isEqualTo(number % 2);
        }
    }
}
