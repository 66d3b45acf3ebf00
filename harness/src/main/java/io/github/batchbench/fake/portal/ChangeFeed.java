package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.protocol.EventBody;
import io.github.batchbench.fake.state.StateChanges;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages that something has changed, and not what: each asks for what it shows. Changes that come within a
 * quarter of a second are told as one. As long as no page is open it costs nothing: no thread, and no ear for changes.
 * Thread-safe.
 */
public final class ChangeFeed implements EventBody {
    /** Between two events, in milliseconds. */
    private static final long SHORTEST_GAP = 250;

    /** So that a client that has gone is noticed, in milliseconds. */
    private static final long LONGEST_GAP = 20_000;

    private final StateChanges changes;
    private final Consumer<StateChanges.Change> ear = this::hear;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Object monitor = new Object();
    private volatile boolean dirty;
    private boolean sending;
    private boolean closed;

    /** Of the changes of an account, and whatever else is told. */
    public ChangeFeed(StateChanges changes) {
        this.changes = changes;
    }

    private void hear(StateChanges.Change change) {
        changed();
    }

    /** Something has changed. Cheap, and safe under any lock. */
    public void changed() {
        if (!dirty && !listeners.isEmpty()) {
            synchronized (monitor) {
                dirty = true;
                monitor.notifyAll();
            }
        }
    }

    @Override
    public void begin(Listener listener) {
        synchronized (monitor) {
            if (closed) {
                listener.end();
                return;
            }
            listeners.add(listener);
            dirty = true;
            monitor.notifyAll();
            if (!sending) {
                sending = true;
                changes.listen(ear);
                Thread sender = new Thread(this::send, "batchbench-portal");
                sender.setDaemon(true);
                sender.start();
            }
        }
    }

    private void send() {
        try {
            for (String news = awaitNews(); news != null; news = awaitNews()) {
                String told = news;
                listeners.removeIf(listener -> !reaches(listener, told));
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean reaches(Listener listener, String news) {
        try {
            listener.send(news);
            return true;
        } catch (IOException | RuntimeException gone) {
            listener.end();
            return false;
        }
    }

    /**
     * What is to be told next, or null when nobody is left to hear it. It is taken under the monitor, so that a change that
     * comes meanwhile is told, too.
     */
    private @Nullable String awaitNews() throws InterruptedException {
        synchronized (monitor) {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_GAP);
            for (long left = LONGEST_GAP; left > 0 && !dirty && !closed; left = millisUntil(until)) {
                monitor.wait(left);
            }
            if (closed || listeners.isEmpty()) {
                listeners.forEach(Listener::end);
                listeners.clear();
                changes.stopListening(ear);
                sending = false;
                return null;
            }
            String news = dirty ? "data: changed\n\n" : ": still here\n\n";
            dirty = false;
            return news;
        }
    }

    private void pause() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHORTEST_GAP);
        synchronized (monitor) {
            for (long left = SHORTEST_GAP; left > 0 && !closed; left = millisUntil(until)) {
                monitor.wait(left);
            }
        }
    }

    private static long millisUntil(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    }

    /** Nothing more is told. */
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
    }
}
