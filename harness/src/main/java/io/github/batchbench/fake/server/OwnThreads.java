package io.github.batchbench.fake.server;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * All threads of fakes are of one thread group, {@code batchbench}, so that a dump, or a search for threads that a test
 * has left running, can tell them from those of the code under test.
 */
public final class OwnThreads {
    private static final ThreadGroup GROUP = new ThreadGroup("batchbench");

    private OwnThreads() {}

    /** What the supplier makes, the threads that it starts being of the group. An interruption is left for later. */
    public static <T> T make(Supplier<T> maker) {
        FutureTask<T> task = new FutureTask<>(maker::get);
        Thread thread = new Thread(GROUP, task, "batchbench-start");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException | CancellationException e) {
            throw thrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException thrown(Exception e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
}
