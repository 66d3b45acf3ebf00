package io.github.batchbench.fake.monitor;

import io.github.batchbench.fake.history.AccountEvent;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Writes events as Azure writes Batch's diagnostic log, one line of JSON each. What is written is made while the event
 * happens, and written by a thread of its own, so that a reader who is slow keeps nobody; what it is too slow for is dropped
 * and counted. Thread-safe.
 */
public final class DiagnosticLog implements AutoCloseable {
    private static final int MOST_WAITING = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LogLines lines;
    private final Consumer<String> sink;
    private final LongConsumer dropping;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer = new Thread(this::write, "batchbench-diagnostic-log");
    private volatile boolean closing;

    /**
     * A log that writes nothing before it is started.
     *
     * @param sink takes a line, and may block
     * @param dropping hears how many events were dropped, now and then
     */
    public DiagnosticLog(LogLines lines, Consumer<String> sink, LongConsumer dropping) {
        this.lines = lines;
        this.sink = sink;
        this.dropping = dropping;
    }

    /** Writes from now on; what has happened since it was made comes first. */
    public void start() {
        writer.setDaemon(true);
        writer.start();
    }

    /** An event of an account has happened. Under the account's lock. */
    public void hear(String account, AccountEvent event) {
        lines.line(account, event).ifPresent(line -> {
            if (!waiting.offer(line)) {
                dropped.incrementAndGet();
            }
        });
    }

    private void write() {
        try {
            while (!closing || !waiting.isEmpty()) {
                String line = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (line != null) {
                    sink.accept(line);
                }
                long missing = dropped.getAndSet(0);
                if (missing > 0) {
                    dropping.accept(missing);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what still waits, if somebody reads it. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = Thread.interrupted();
        try {
            writer.join(PATIENCE.toMillis());
        } catch (InterruptedException again) {
            interrupted = true;
        }
        writer.interrupt();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
