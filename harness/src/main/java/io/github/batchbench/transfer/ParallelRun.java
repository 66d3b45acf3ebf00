package io.github.batchbench.transfer;

import io.github.batchbench.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does several things at once. The first that fails ends the others; nothing runs any more when this is over. */
@Internal
public final class ParallelRun {
    private static final int TELL_MILLIS = 200;
    private static final int FEW = 8;

    private ParallelRun() {}

    /** The results of a few calls, in order. */
    public static <T> List<T> of(List<Callable<T>> calls) throws InterruptedException {
        return of(calls, FEW, () -> {});
    }

    /** What comes of one call on this thread while another is made on a thread of its own. */
    public static <T> T beside(Callable<Boolean> other, Work<T> here) throws InterruptedException {
        ExecutorService worker = workers(1);
        try {
            Future<Boolean> beside = worker.submit(other);
            T result = here.get();
            boolean unused = value(beside);
            return result;
        } finally {
            worker.shutdownNow();
            awaitEnd(worker);
        }
    }

    /** Something to be done that can be interrupted. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T get() throws InterruptedException;
    }

    /**
     * The results, in order.
     *
     * @param tell called on this thread every now and then
     */
    static <T> List<T> of(List<Callable<T>> calls, int threads, Runnable tell) throws InterruptedException {
        if (calls.isEmpty()) {
            return List.of();
        }
        ExecutorService workers = workers(Math.min(threads, calls.size()));
        try {
            return results(calls, new ExecutorCompletionService<>(workers), tell);
        } finally {
            workers.shutdownNow();
            awaitEnd(workers);
        }
    }

    private static ExecutorService workers(int threads) {
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "batchbench-transfer");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static <T> List<T> results(List<Callable<T>> calls, CompletionService<T> service, Runnable tell)
            throws InterruptedException {
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> call : calls) {
            futures.add(service.submit(call));
        }
        for (int open = futures.size(); open > 0; ) {
            Future<T> done = service.poll(TELL_MILLIS, TimeUnit.MILLISECONDS);
            if (done != null) {
                value(done);
                open--;
            }
            tell.run();
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(value(future));
        }
        return results;
    }

    private static <T> T value(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("A transfer failed in a way that none should", e.getCause());
        }
    }

    /** An interruption must not leave a worker behind that still writes; it is passed on afterwards. */
    private static void awaitEnd(ExecutorService workers) {
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
