package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.processes.Watchdog;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the runs of one agent share. Threads are few and end when they have nothing to do, however many nodes there are.
 *
 * @param settings what is set for all nodes
 * @param watchdog knows which process groups to kill should this JVM be killed
 * @param launches where processes are started and ended: as many threads as pay
 * @param transfers where files are fetched and sent
 */
record AgentExecutors(AgentSettings settings, Watchdog watchdog, Executor launches, Executor transfers) {
    private static final int LAUNCHES = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int TRANSFERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static AgentExecutors of(AgentSettings settings, Watchdog watchdog) {
        return new AgentExecutors(
                settings,
                watchdog,
                threads("batchbench-launch-", LAUNCHES),
                threads("batchbench-transfer-", TRANSFERS));
    }

    private static Executor threads(String name, int most) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, PATIENCE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
