package io.github.batchbench.api;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be taken down, the last first: tasks and jobs before their pool, a pool before the containers that its
 * nodes read. A thing is noted before it is created, since a create call may succeed although it seems to fail.
 * Thread-safe.
 */
public final class TearDown implements AutoCloseable {
    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String what, Action action) {}

    /** Takes one thing down; does nothing if it is gone. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws InterruptedException;
    }

    /** Notes one thing. */
    public synchronized void add(String what, Action action) {
        steps.push(new Step(what, action));
    }

    /**
     * Takes everything down. What cannot be taken down does not keep the rest, and an interruption, which asks for the
     * end, does not keep anything; the thread is still marked so afterwards.
     *
     * @throws TearDownException naming what is left
     */
    @Override
    public synchronized void close() {
        boolean interrupted = Thread.interrupted();
        TearDownException trouble = new TearDownException();
        for (Step step = steps.poll(); step != null; step = steps.poll()) {
            interrupted |= run(step, trouble);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (trouble.getSuppressed().length > 0) {
            throw trouble;
        }
    }

    /** Returns whether it was interrupted. */
    private static boolean run(Step step, TearDownException trouble) {
        try {
            try {
                step.action().run();
                return false;
            } catch (InterruptedException onceMore) {
                step.action().run();
                return true;
            }
        } catch (InterruptedException again) {
            trouble.add(step.what(), again);
            return true;
        } catch (RuntimeException failed) {
            trouble.add(step.what(), failed);
            return false;
        }
    }
}
