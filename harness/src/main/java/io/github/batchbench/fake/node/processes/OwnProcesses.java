package io.github.batchbench.fake.node.processes;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes that fakes of this JVM have started, so that they can be told from those of others on any system. Every
 * start goes through here. Thread-safe.
 */
public final class OwnProcesses {
    private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

    private OwnProcesses() {}

    /**
     * A process that has been started.
     *
     * @param process the process
     * @param exit done when it has ended. {@link Process#onExit()} takes a thread each time it is asked, so it is asked once
     */
    public record Started(Process process, CompletableFuture<Process> exit) {}

    /** Starts a process and knows it until it has ended. */
    public static Process start(ProcessBuilder builder) throws IOException {
        return startAwaited(builder).process();
    }

    /** The same for who wants to hear of its end. */
    public static Started startAwaited(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        ProcessHandle handle = process.toHandle();
        RUNNING.add(handle);
        return new Started(process, process.onExit().whenComplete((ended, failed) -> RUNNING.remove(handle)));
    }

    /** Whether a fake has started this process; one that started a moment ago may not be known yet. */
    public static boolean contains(ProcessHandle process) {
        return RUNNING.contains(process);
    }
}
