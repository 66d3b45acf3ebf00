package io.github.batchbench.nodetask.counter;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what tables leave behind when they grow, in bytes. With many different words that is a good part of all memory, and the
 * collector would rather let the heap grow than look for it; so it is asked to, now and then.
 */
final class Outgrown {
    private static final long WORTH_A_COLLECTION = 8 << 20;

    private final AtomicLong bytes = new AtomicLong();

    void add(long more) {
        if (bytes.addAndGet(more) >= WORTH_A_COLLECTION) {
            bytes.set(0);
            System.gc();
        }
    }
}
