package io.github.batchbench.fake.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does a few things at a time, in order; what takes long goes on beside them. So whoever waits for a storage that only
 * trickles keeps nobody waiting.
 */
final class FairThreads implements Executor {
    private final ExecutorService threads;
    private final int most;
    private final Executor afterAWhile;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int places;
    private boolean closed;

    /**
     * Nothing to do yet.
     *
     * @param threads as many as are asked for; closed with this
     * @param most how many things are done at a time, those aside that take long
     * @param patience what is long: real time
     */
    FairThreads(ExecutorService threads, int most, Duration patience) {
        this.threads = threads;
        this.most = most;
        this.afterAWhile = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, threads);
    }

    @Override
    public synchronized void execute(Runnable work) {
        if (!closed) {
            waiting.add(work);
            begin();
        }
    }

    private synchronized void begin() {
        while (places < most && !waiting.isEmpty()) {
            Runnable work = waiting.remove();
            AtomicBoolean hasPlace = new AtomicBoolean(true);
            places++;
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    leave(hasPlace);
                }
            });
            afterAWhile.execute(() -> leave(hasPlace));
        }
    }

    private synchronized void leave(AtomicBoolean hasPlace) {
        if (hasPlace.compareAndSet(true, false)) {
            places--;
            begin();
        }
    }

    /** Takes no more work and drops what has not begun. */
    void shutdownNow() {
        synchronized (this) {
            closed = true;
            waiting.clear();
        }
        threads.shutdownNow();
    }

    /** Whether all that had begun has ended, waited for as long as this. */
    boolean awaitTermination(Duration time) throws InterruptedException {
        return threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
