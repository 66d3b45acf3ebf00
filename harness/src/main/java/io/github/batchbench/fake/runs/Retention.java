package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Removes the files of completed tasks when their retention time is over. Under the lock. */
public final class Retention {
    private static final Duration USUAL = Duration.ofDays(7);

    /** Files that are kept until a time, of a task as it completed then. */
    private record Kept(
            Instant until,
            long order,
            Job job,
            Task task,
            @Nullable Instant completed) {}

    private final BatchAccount account;
    private final TreeSet<Kept> kept =
            new TreeSet<>(Comparator.comparing(Kept::until).thenComparing(Kept::order));
    private final Map<Task, Kept> byTask = new HashMap<>();
    private long order;
    private @Nullable Instant due;

    public Retention(BatchAccount account) {
        this.account = account;
    }

    /** A task has completed. */
    void completed(Job job, Task task) {
        forget(task);
        if (task.node() == null) {
            return;
        }
        Duration time = task.spec()
                .object("constraints")
                .flatMap(constraints -> constraints.duration("retentionTime"))
                .orElse(USUAL);
        Instant now = account.timeline().instant();
        if (time.compareTo(Duration.between(now, Instant.MAX)) < 0) {
            Kept files = new Kept(now.plus(time), order++, job, task, task.run().endTime());
            kept.add(files);
            byTask.put(task, files);
            wake();
        }
    }

    /** The task is deleted, and its files with it. */
    public void forget(Task task) {
        Kept files = byTask.remove(task);
        if (files != null) {
            kept.remove(files);
        }
    }

    /** How long the node keeps files of tasks that have completed; zero if it keeps none. */
    public Duration leftOn(ComputeNode node) {
        Instant now = account.timeline().instant();
        return kept.stream()
                .filter(files -> node.identity().equals(files.task().node()))
                .map(files -> Duration.between(now, files.until()))
                .max(Comparator.naturalOrder())
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    /** One event for all: that of the task that is due first. */
    private void wake() {
        Kept first = kept.isEmpty() ? null : kept.first();
        if (first == null || (due != null && !first.until().isBefore(due))) {
            return;
        }
        Instant at = first.until();
        due = at;
        account.scheduleDeadline(Duration.between(account.timeline().instant(), at), () -> {
            if (at.equals(due)) {
                due = null;
                remove(at);
                wake();
            }
        });
    }

    private void remove(Instant now) {
        while (!kept.isEmpty() && !kept.first().until().isAfter(now)) {
            Kept next = kept.first();
            forget(next.task());
            NodeIdentity node = next.task().node();
            boolean unchanged = next.task().state() == TaskState.COMPLETED
                    && next.completed() != null
                    && next.completed().equals(next.task().run().endTime());
            if (unchanged && node != null) {
                account.agent()
                        .discard(
                                node, Directories.ofTask(next.job(), next.task().id()));
                next.task().filesRemoved(true);
            }
        }
    }

    public void clear() {
        kept.clear();
        byTask.clear();
        due = null;
    }
}
