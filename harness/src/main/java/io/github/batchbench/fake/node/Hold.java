package io.github.batchbench.fake.node;

import java.util.ArrayList;
import java.util.List;

/** Holds scripted runs until a test lets them go. Thread-safe. */
public final class Hold {
    private final List<Runnable> held = new ArrayList<>();
    private boolean released;

    /** Lets go what is held, and whatever comes later. */
    public void release() {
        List<Runnable> due;
        synchronized (this) {
            released = true;
            due = List.copyOf(held);
            held.clear();
        }
        due.forEach(Runnable::run);
    }

    /** How many runs are held. */
    public synchronized int size() {
        return held.size();
    }

    /** Does it when released: at once if that has happened. */
    void whenReleased(Runnable action) {
        synchronized (this) {
            if (!released) {
                held.add(action);
                return;
            }
        }
        action.run();
    }
}
