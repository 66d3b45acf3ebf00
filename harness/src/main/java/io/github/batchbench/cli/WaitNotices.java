package io.github.batchbench.cli;

import io.github.batchbench.api.FakeAzure;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Says on standard error why jobs do not go on, each reason once for as long as it lasts: a client that polls for its
 * tasks cannot know. What is over by the second look is not worth a line.
 */
final class WaitNotices implements AutoCloseable {
    private static final long SECONDS = 5;

    private final FakeAzure azure;
    private final PrintWriter err;
    private final ScheduledExecutorService looks;
    private Set<String> before = Set.of();
    private Set<String> said = Set.of();

    WaitNotices(FakeAzure azure, PrintWriter err) {
        this.azure = azure;
        this.err = err;
        this.looks = Executors.newSingleThreadScheduledExecutor(action -> {
            Thread thread = new Thread(action, "batchbench-wait-notices");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks every few seconds from now on. */
    void start() {
        var ignored = looks.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** One look. */
    synchronized void look() {
        Set<String> now = azure.batch().reasons().stuck().entrySet().stream()
                .flatMap(job -> job.getValue().stream().map(reason -> "job " + job.getKey() + " waits: " + reason))
                .collect(Collectors.toCollection(TreeSet::new));
        now.stream()
                .filter(line -> before.contains(line) && !said.contains(line))
                .forEach(err::println);
        err.flush();
        said = now.stream()
                .filter(line -> before.contains(line) || said.contains(line))
                .collect(Collectors.toSet());
        before = now;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
