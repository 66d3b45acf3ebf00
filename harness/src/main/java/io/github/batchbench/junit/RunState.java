package io.github.batchbench.junit;

import io.github.batchbench.fake.server.FakeAzure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the tests of one run have in common. Thread-safe. */
final class RunState {
    private final Set<FakeAzure> fakes = ConcurrentHashMap.newKeySet();
    private final Census census = new Census(() -> JvmContents.of(fakes), true);

    /** The kit has started, or was given, this fake. */
    void opened(FakeAzure azure) {
        fakes.add(azure);
    }

    /** A test begins. */
    void enter(Site site) {
        if (!isParallel(site)) {
            census.enter(site.testId(), site.mayLeave());
        }
    }

    /** A test is over: what is left of it in this JVM. */
    Census.Finding leave(Site site) {
        return isParallel(site) ? Census.Finding.NOTHING : census.leave(site.testId());
    }

    /** Then tests that we know nothing of may start threads and processes at any time. */
    private static boolean isParallel(Site site) {
        return site.context()
                .getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }
}
