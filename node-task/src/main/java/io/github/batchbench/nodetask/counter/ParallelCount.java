package io.github.batchbench.nodetask.counter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts a file with several threads. Each takes the next segment when it has done one, and counts into a table of its
 * own, which are merged in the end, or among {@link SharedWords}. Since a table keeps the first position of each word, the
 * result is that of one thread, the order of ties included.
 *
 * <p>Segments are handed out in order and always finished, and after a failure none is handed out any more. So the
 * first malformed byte of the file is among the failures.
 */
final class ParallelCount {
    /**
     * How many segments the first thread does alone. While the Java machine compiles, a second thread would only take
     * the compiler's processor away: together they are slower than one.
     */
    private static final int SEGMENTS_ALONE = 1;

    private final FileChannel file;
    private final long segmentSize;
    private final long segments;
    private final int ownWords;
    private final AtomicLong next = new AtomicLong();
    private final CountDownLatch alone = new CountDownLatch(SEGMENTS_ALONE);
    private final Outgrown outgrown = new Outgrown();
    private final SharedWords shared = new SharedWords(outgrown);

    private ParallelCount(FileChannel file, long segmentSize, int ownWords) throws IOException {
        this.file = file;
        this.segmentSize = segmentSize;
        this.ownWords = ownWords;
        // At least one, since some files of the system tell no size.
        this.segments = Math.max(1, (file.size() + segmentSize - 1) / segmentSize);
    }

    /**
     * Tables with no word in common.
     *
     * @param ownWords how many words a thread may have in a table of its own, if it is not the only one
     */
    static List<WordTable> count(FileChannel file, int threads, long segmentSize, int ownWords) throws IOException {
        ParallelCount count = new ParallelCount(file, segmentSize, threads == 1 ? Integer.MAX_VALUE : ownWords);
        List<FutureTask<WordTable>> workers = new ArrayList<>();
        FutureTask<WordTable> first = new FutureTask<>(count::work);
        workers.add(first);
        for (int i = 1; i < threads; i++) {
            FutureTask<WordTable> worker = new FutureTask<>(count::workLater);
            workers.add(worker);
            Thread thread = new Thread(worker, "topwords-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        first.run();
        count.endOfAlone();
        return count.merge(results(workers));
    }

    private WordTable workLater() throws IOException, InterruptedException {
        alone.await();
        return work();
    }

    /** For the case that the first thread had nothing more to do. */
    private void endOfAlone() {
        for (int i = 0; i < SEGMENTS_ALONE; i++) {
            alone.countDown();
        }
    }

    private WordTable work() throws IOException {
        WorkerWords words = new WorkerWords(shared, outgrown, ownWords);
        WordScanner scanner = new WordScanner(new WordBatch(words));
        try {
            for (long i = next.getAndIncrement(); i < segments; i = next.getAndIncrement()) {
                // The last one is open-ended: a file may have grown since its size was read.
                long to = i == segments - 1 ? Long.MAX_VALUE : (i + 1) * segmentSize;
                Segment segment = Segment.between(file, i * segmentSize, to);
                scanner.scan(segment, segment.position());
                alone.countDown();
            }
            return words.own();
        } catch (IOException | RuntimeException | Error e) {
            next.set(segments);
            throw e;
        }
    }

    private static List<WordTable> results(List<FutureTask<WordTable>> workers) throws IOException {
        List<WordTable> tables = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (FutureTask<WordTable> worker : workers) {
            try {
                tables.add(worker.get());
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while counting", e);
            }
        }
        if (!failures.isEmpty()) {
            throwFirst(failures);
        }
        return tables;
    }

    private static void throwFirst(List<Throwable> failures) throws IOException {
        Throwable first = failures.stream()
                .min(Comparator.comparingLong(ParallelCount::offset))
                .orElseThrow();
        if (first instanceof IOException io) {
            throw io;
        }
        if (first instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("counting failed", first);
    }

    /** What is not about one byte goes first: it says that the count is not to be trusted at all. */
    private static long offset(Throwable failure) {
        return failure instanceof MalformedUtf8Exception malformed ? malformed.byteOffset() : -1;
    }

    private List<WordTable> merge(List<WordTable> tables) {
        if (!shared.tables().isEmpty()) {
            tables.forEach(shared::pour);
            return shared.tables();
        }
        WordTable all = tables.get(0);
        for (WordTable other : tables.subList(1, tables.size())) {
            all.merge(other);
        }
        return List.of(all);
    }
}
