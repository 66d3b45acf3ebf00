package io.github.batchbench.junit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Ends a test that hangs in the SDK's {@code createTasks}. The state is unmistakable: a thread waits there, and none of
 * the SDK's workers is left that could wake it. Looked for while a method of a test runs longer than a second. On a machine
 * that is short of time a worker may take a while to begin, and a test that calls often is often seen waiting: it counts
 * as hung when one and the same wait was seen several times.
 */
final class HangDetector {
    private static final long INTERVAL_MILLIS = 500;
    private static final int LOOKS_AT_ONE_WAIT = 4;
    private static final String WAITS_IN = "com.microsoft.azure.batch.TaskOperations";
    private static final String WORKER = "com.microsoft.azure.batch.TaskOperations$WorkingThread";
    private static final ScheduledExecutorService LOOKS = Executors.newSingleThreadScheduledExecutor(action -> {
        Thread thread = new Thread(action, "batchbench-hang-detector");
        thread.setDaemon(true);
        return thread;
    });

    /** The threads in which methods of tests run now. */
    private static final Set<Thread> TESTS = ConcurrentHashMap.newKeySet();

    private final Thread test = Thread.currentThread();
    private Map<Thread, Wait> suspects = Map.of();
    private @Nullable CreateTasksHangError found;

    /**
     * A thread's wait.
     *
     * @param number how many waits the thread has begun, this one included
     * @param looks how often it was seen
     */
    private record Wait(long number, int looks) {}

    private HangDetector() {}

    /**
     * Runs a method of a test.
     *
     * @throws CreateTasksHangError if it, or a thread that it uses, hung
     */
    static void watch(Invocation<Void> method) throws Throwable {
        HangDetector detector = new HangDetector();
        TESTS.add(detector.test);
        ScheduledFuture<?> looks = LOOKS.scheduleWithFixedDelay(
                detector::look, 2 * INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        Throwable thrown = null;
        try {
            method.proceed();
        } catch (Throwable failure) {
            thrown = failure;
        } finally {
            looks.cancel(false);
            TESTS.remove(detector.test);
        }
        CreateTasksHangError hang = detector.found();
        if (hang != null) {
            boolean ignored = Thread.interrupted();
            if (thrown != null) {
                hang.addSuppressed(thrown);
            }
            throw hang;
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private synchronized @Nullable CreateTasksHangError found() {
        return found;
    }

    private synchronized void look() {
        if (found != null) {
            return;
        }
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        Map<Thread, Wait> waiting = new HashMap<>();
        for (Map.Entry<Thread, StackTraceElement[]> entry : threads.entrySet()) {
            if (Arrays.stream(entry.getValue())
                    .anyMatch(frame -> frame.getClassName().equals(WORKER))) {
                suspects = Map.of();
                return;
            }
            if (isOurs(entry.getKey()) && waits(entry.getKey(), entry.getValue())) {
                waiting.put(entry.getKey(), seen(entry.getKey()));
            }
        }
        for (Map.Entry<Thread, Wait> wait : waiting.entrySet()) {
            if (wait.getValue().looks() >= LOOKS_AT_ONE_WAIT) {
                Thread hung = wait.getKey();
                found = new CreateTasksHangError(hung.getName(), Threads.dump(threads));
                hung.interrupt();
                return;
            }
        }
        suspects = waiting;
    }

    private Wait seen(Thread thread) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        long number = info == null ? 0 : info.getWaitedCount();
        Wait before = suspects.get(thread);
        return new Wait(number, before != null && before.number() == number ? before.looks() + 1 : 1);
    }

    /** The test's own thread, or one that is no other test's. */
    private boolean isOurs(Thread thread) {
        return thread == test || !TESTS.contains(thread);
    }

    private static boolean waits(Thread thread, StackTraceElement[] frames) {
        if (thread.getState() != Thread.State.WAITING) {
            return false;
        }
        for (int i = 1; i < frames.length; i++) {
            if (frames[i].getClassName().equals(WAITS_IN)) {
                return frames[i].getMethodName().equals("createTasks")
                        && frames[i - 1].getClassName().equals("java.lang.Object");
            }
        }
        return false;
    }
}
