package io.github.batchbench;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** All tests of this module once that {@code mvn verify} runs, classes and methods in the order of a seed. */
final class SuiteInRandomOrder {
    private static final Set<Path> TESTS = Set.of(Path.of("target", "test-classes"));

    private SuiteInRandomOrder() {}

    /** Ends with 1 if a test fails, and with a line of figures. */
    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request(args[0]), listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, Charset.defaultCharset()));
        System.out.printf(
                "JDK %d, order %s: %d tests, %d failed, %d s%n",
                Runtime.version().feature(),
                args[0],
                summary.getTestsStartedCount(),
                summary.getTotalFailureCount(),
                (summary.getTimeFinished() - summary.getTimeStarted()) / 1000);
        System.exit(summary.getTotalFailureCount() > 0 || summary.getTestsSucceededCount() == 0 ? 1 : 0);
    }

    private static LauncherDiscoveryRequest request(String seed) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(TESTS))
                .filters(
                        ClassNameFilter.includeClassNamePatterns(".*(Test|IT)"),
                        TagFilter.excludeTags("azurite", "slow", "soak"))
                .configurationParameter("junit.jupiter.testclass.order.default", ClassOrderer.Random.class.getName())
                .configurationParameter("junit.jupiter.testmethod.order.default", MethodOrderer.Random.class.getName())
                .configurationParameter("junit.jupiter.execution.order.random.seed", seed)
                .build();
    }
}
