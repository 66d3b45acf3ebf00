package io.github.batchbench.fake.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest so many of something, and how many there were before them. Under the lock. */
final class Bounded<T> {
    private final Deque<T> latest = new ArrayDeque<>();
    private final int most;
    private long dropped;

    Bounded(int most) {
        this.most = most;
    }

    void add(T next) {
        latest.addLast(next);
        if (latest.size() > most) {
            latest.removeFirst();
            dropped++;
        }
    }

    void clear() {
        latest.clear();
        dropped = 0;
    }

    long dropped() {
        return dropped;
    }

    List<T> all() {
        return List.copyOf(latest);
    }
}
