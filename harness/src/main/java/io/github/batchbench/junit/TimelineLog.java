package io.github.batchbench.junit;

import io.github.batchbench.fake.state.StateChanges.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Notes the latest changes of state. Thread-safe. */
final class TimelineLog implements Consumer<Change> {
    private static final int MOST = 20_000;

    private final Deque<Change> changes = new ArrayDeque<>();
    private long forgotten;

    @Override
    public synchronized void accept(Change change) {
        changes.addLast(change);
        if (changes.size() > MOST) {
            changes.removeFirst();
            forgotten++;
        }
    }

    /** How many there have been, to ask for later ones with. */
    synchronized long count() {
        return forgotten + changes.size();
    }

    /** What came after so many. */
    synchronized List<Change> after(long count) {
        return changes.stream().skip(Math.max(0, count - forgotten)).toList();
    }
}
