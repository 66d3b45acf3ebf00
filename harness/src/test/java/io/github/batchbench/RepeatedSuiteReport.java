package io.github.batchbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * All tests of this module again and again in one JVM, in random order of classes and methods: {@code .ci/repeat}. The seed
 * of an order is the number of its run, with {@code -Dbatchbench.repeat.from} for the first one.
 */
class RepeatedSuiteReport {
    private static final int TIMES = Integer.getInteger("batchbench.repeat.times", 20);
    private static final int FROM = Integer.getInteger("batchbench.repeat.from", 1);
    private static final Set<Path> TESTS = Set.of(Path.of("target", "test-classes"));

    @Test
    void everyRunIsGreen() {
        for (int seed = FROM; seed < FROM + TIMES; seed++) {
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(inRandomOrder(seed), listener);
            TestExecutionSummary summary = listener.getSummary();
            System.out.printf(
                    "JDK %s, order %d: %d tests, %d failed, %d s%n",
                    Runtime.version().feature(),
                    seed,
                    summary.getTestsStartedCount(),
                    summary.getTotalFailureCount(),
                    (summary.getTimeFinished() - summary.getTimeStarted()) / 1000);
            assertThat(summary.getTestsSucceededCount()).isPositive();
            assertThat(summary.getTotalFailureCount()).as(() -> text(summary)).isZero();
        }
    }

    private static LauncherDiscoveryRequest inRandomOrder(int seed) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(TESTS))
                .filters(ClassNameFilter.includeClassNamePatterns(".*Test"))
                .configurationParameter("junit.jupiter.testclass.order.default", ClassOrderer.Random.class.getName())
                .configurationParameter("junit.jupiter.testmethod.order.default", MethodOrderer.Random.class.getName())
                .configurationParameter("junit.jupiter.execution.order.random.seed", Integer.toString(seed))
                .build();
    }

    private static String text(TestExecutionSummary summary) {
        StringWriter text = new StringWriter();
        summary.printFailuresTo(new PrintWriter(text, true));
        return text.toString();
    }
}
