package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.processes.ResidentShells;
import io.github.batchbench.fake.node.processes.Watchdog;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the runs of one agent share. Threads are few and end when they have nothing to do, however many nodes there are.
 *
 * @param settings what is set for all nodes
 * @param watchdog knows which process groups to kill should this JVM be killed
 * @param shells what commands are started from
 * @param launches where processes are started and ended: as many threads as pay
 * @param transfers where files are fetched and sent: a few at a time, beside those that take long
 */
record AgentExecutors(
        AgentSettings settings,
        Watchdog watchdog,
        ResidentShells shells,
        ExecutorService launches,
        FairThreads transfers) {
    private static final int LAUNCHES = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int TRANSFERS = 16;
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static AgentExecutors of(AgentSettings settings, Watchdog watchdog, ResidentShells shells) {
        return new AgentExecutors(
                settings,
                watchdog,
                shells,
                threads("batchbench-launch-", LAUNCHES, new LinkedBlockingQueue<>()),
                new FairThreads(
                        threads("batchbench-transfer-", Integer.MAX_VALUE, new SynchronousQueue<>()), TRANSFERS, LONG));
    }

    /** Takes no more work, drops what has not begun, and waits for what has, as long as may be expected. */
    void close() {
        launches.shutdownNow();
        transfers.shutdownNow();
        try {
            boolean ended =
                    launches.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS) && transfers.awaitTermination(END);
            if (!ended) {
                System.getLogger(AgentExecutors.class.getName())
                        .log(System.Logger.Level.WARNING, "Something of the nodes is still being done.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shells.close();
    }

    private static ExecutorService threads(String name, int most, BlockingQueue<Runnable> queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                Math.min(most, LAUNCHES), most, PATIENCE.toSeconds(), TimeUnit.SECONDS, queue, work -> {
                    Thread thread = new Thread(work, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        // Whoever closes takes care of all that is left.
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return threads;
    }
}
