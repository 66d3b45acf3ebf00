package io.github.batchbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets Ctrl-C end a command in good order: interrupts the thread that works and keeps the Java machine alive until that
 * thread has cleaned up.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 120;

    private static volatile boolean underWay;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** Does the work on this thread; the announcement is made when Ctrl-C comes. */
    static <T> T during(Runnable announce, Supplier<T> work) {
        Interruption interruption = new Interruption(announce);
        try {
            return work.get();
        } finally {
            interruption.over();
        }
    }

    private Interruption(Runnable announce) {
        Thread worker = Thread.currentThread();
        this.hook = new Thread(
                () -> {
                    underWay = true;
                    announce.run();
                    worker.interrupt();
                    awaitEnd();
                },
                "batchbench-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether Ctrl-C has come: what fails from then on fails because of it. */
    static boolean isUnderWay() {
        return underWay;
    }

    private void awaitEnd() {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Gave up cleaning up after " + PATIENCE_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void over() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook has just been let go.
        }
    }
}
