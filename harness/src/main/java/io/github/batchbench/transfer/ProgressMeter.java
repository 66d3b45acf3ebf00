package io.github.batchbench.transfer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Adds up what several threads move. */
final class ProgressMeter {
    private final TransferListener listener;
    private final int allFiles;
    private final long allBytes;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    ProgressMeter(TransferListener listener, int allFiles, long allBytes) {
        this.listener = listener;
        this.allFiles = allFiles;
        this.allBytes = allBytes;
    }

    /** Takes how many bytes of one file have been moved so far. */
    LongConsumer ofFile() {
        AtomicLong before = new AtomicLong();
        return soFar -> bytes.addAndGet(soFar - before.getAndSet(soFar));
    }

    void fileDone() {
        files.incrementAndGet();
    }

    void tell() {
        listener.progress(new TransferProgress(files.get(), allFiles, bytes.get(), allBytes));
    }
}
