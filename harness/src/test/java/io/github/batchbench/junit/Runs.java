package io.github.batchbench.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes as a user's build would, and tells what came of it. */
final class Runs {
    private Runs() {}

    static EngineExecutionResults of(Class<?>... classes) {
        return kit(classes).execute();
    }

    static EngineTestKit.Builder kit(Class<?>... classes) {
        EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter");
        Arrays.stream(classes).forEach(type -> builder.selectors(selectClass(type)));
        return builder;
    }

    static EngineTestKit.Builder live(Class<?>... classes) {
        return kit(classes).configurationParameter(TestTarget.SWITCH, "live");
    }

    /** All that failed, tests and containers alike, each with what is suppressed in it. */
    static List<String> failures(EngineExecutionResults results) {
        return results.allEvents()
                .finished()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(TestExecutionResult::getThrowable)
                .flatMap(Optional::stream)
                .map(Runs::text)
                .toList();
    }

    static List<String> reasonsOfSkipped(EngineExecutionResults results) {
        return results.allEvents()
                .skipped()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(String::valueOf)
                .toList();
    }

    private static String text(Throwable failure) {
        return failure
                + (failure.getCause() == null ? "" : "\ncaused by " + text(failure.getCause()))
                + Arrays.stream(failure.getSuppressed())
                        .map(suppressed -> "\nsuppressed " + text(suppressed))
                        .collect(Collectors.joining());
    }
}
