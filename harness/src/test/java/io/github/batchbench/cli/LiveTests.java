package io.github.batchbench.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * A test JVM, as a build starts one: it runs the test classes of these names and reports on its standard output and in a
 * folder {@code junit}. Its exit code is the number of tests and classes that failed.
 */
final class LiveTests {
    private LiveTests() {}

    public static void main(String[] classes) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .configurationParameter("junit.platform.reporting.output.dir", "junit")
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(request, summary, new LegacyXmlReportGeneratingListener(Path.of("junit"), out));
        summary.getSummary().printFailuresTo(out, Integer.MAX_VALUE);
        summary.getSummary().printTo(out);
        System.exit(Math.toIntExact(summary.getSummary().getTotalFailureCount()));
    }
}
