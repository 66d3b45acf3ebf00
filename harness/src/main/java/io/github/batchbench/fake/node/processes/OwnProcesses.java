package io.github.batchbench.fake.node.processes;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes that fakes of this JVM have started, so that they can be told from those of others on any system. Every
 * start goes through here. Thread-safe.
 */
public final class OwnProcesses {
    private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

    private OwnProcesses() {}

    /** Starts a process and knows it until it has ended. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        ProcessHandle handle = process.toHandle();
        RUNNING.add(handle);
        var unused = process.onExit().whenComplete((ended, failed) -> RUNNING.remove(handle));
        return process;
    }

    /** Whether a fake has started this process; one that started a moment ago may not be known yet. */
    public static boolean contains(ProcessHandle process) {
        return RUNNING.contains(process);
    }
}
