package io.github.batchbench.fake.node.processes;

import io.github.batchbench.fake.node.processes.ResidentShell.ShellEndedException;
import io.github.batchbench.fake.node.processes.ResidentShell.Started;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The shells that commands are started from: one for each that runs, and a few that wait for the next, since it takes longer to start a
 * shell than a command. Thread-safe.
 */
public final class ResidentShells implements AutoCloseable {
    private static final int MOST_IDLE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final Set<ResidentShell> all = ConcurrentHashMap.newKeySet();

    /** Guarded by this, as is the next. */
    private final Deque<ResidentShell> idle = new ArrayDeque<>();

    private boolean closed;

    /**
     * Starts a command.
     *
     * @param script a {@link StartScript}
     */
    Started start(String script) throws IOException {
        for (ResidentShell shell = takeIdle(); shell != null; shell = takeIdle()) {
            try {
                return shell.start(script);
            } catch (ShellEndedException e) {
                // Somebody has killed it while it had nothing to do.
                all.remove(shell);
            }
        }
        ResidentShell shell = new ResidentShell(this::release);
        all.add(shell);
        if (isClosed()) {
            shell.kill();
        }
        return shell.start(script);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable ResidentShell takeIdle() {
        return idle.pollLast();
    }

    private synchronized void release(ResidentShell shell) {
        if (idle.size() < MOST_IDLE) {
            idle.addLast(shell);
        } else {
            all.remove(shell);
            shell.dismiss();
        }
    }

    /** Kills the shells, not what was started from them. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        List<ResidentShell> left = List.copyOf(all);
        left.forEach(ResidentShell::kill);
        try {
            for (ResidentShell shell : left) {
                shell.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
