package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the tests of one run have in common. Thread-safe. */
final class RunState {
    /** Of the kit's own fakes, which see to their folders; the fakes themselves are not kept, a run may have thousands. */
    private final Queue<Set<Path>> folders = new ConcurrentLinkedQueue<>();

    private final LeakDetector leaks = new LeakDetector(
            () -> JvmContents.of(folder -> folders.stream().anyMatch(ours -> ours.contains(folder))), true);

    /** The kit has started, or was given, this fake. */
    void opened(FakeAzure azure) {
        folders.add(azure.folders());
    }

    /** A test begins. */
    void enter(FixtureContext fixtureContext) {
        if (!isParallel(fixtureContext)) {
            leaks.enter(fixtureContext.testId(), fixtureContext.mayLeave());
        }
    }

    /** A test is over: what is left of it in this JVM. */
    LeakDetector.Finding leave(FixtureContext fixtureContext) {
        return isParallel(fixtureContext) ? LeakDetector.Finding.NOTHING : leaks.leave(fixtureContext.testId());
    }

    /** Then tests that we know nothing of may start threads and processes at any time. */
    private static boolean isParallel(FixtureContext fixtureContext) {
        return fixtureContext
                .context()
                .getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }
}
