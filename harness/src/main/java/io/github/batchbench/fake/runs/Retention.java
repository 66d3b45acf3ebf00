package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.time.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Removes the files of completed tasks when their retention time is over. Under the lock. */
public final class Retention {
    /** Files that are kept until a time, of a task as it completed then. */
    private record Kept(
            Instant until,
            long order,
            Job job,
            Task task,
            @Nullable Instant completed) {}

    private final Engine engine;
    private final Machines machines;
    private final TreeSet<Kept> kept =
            new TreeSet<>(Comparator.comparing(Kept::until).thenComparing(Kept::order));
    private final Map<Task, Kept> byTask = new HashMap<>();
    private long order;
    private @Nullable Instant due;

    /** No files are kept yet. */
    public Retention(Engine engine, Machines machines) {
        this.engine = engine;
        this.machines = machines;
        engine.onReset(() -> {
            kept.clear();
            byTask.clear();
            due = null;
            order = 0;
        });
    }

    /** A task has completed. */
    public void completed(Job job, Task task) {
        forget(task);
        if (task.node() == null || !machines.keepFiles()) {
            return;
        }
        Duration time = task.settings().retention();
        Instant now = engine.now();
        if (time.compareTo(Duration.between(now, Instant.MAX)) < 0) {
            Kept files = new Kept(now.plus(time), order++, job, task, task.run().endTime());
            kept.add(files);
            byTask.put(task, files);
            wake();
        }
    }

    /** A task that has completed is there again, with its files; those whose time is over go. */
    public void restored(Job job, Task task) {
        Instant end = task.run().endTime();
        Duration time = task.settings().retention();
        if (task.node() == null
                || end == null
                || task.filesRemoved()
                || time.compareTo(Duration.between(end, Instant.MAX)) >= 0) {
            return;
        }
        Kept files = new Kept(end.plus(time), order++, job, task, end);
        kept.add(files);
        byTask.put(task, files);
        wake();
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
        Instant now = engine.now();
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
        engine.scheduleDeadline(later(Duration.between(engine.now(), at)), () -> {
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
                machines.discard(
                        node, Directories.ofTask(next.job(), next.task().id()));
                next.task().filesRemoved(true);
            }
        }
    }

    private static Duration later(Duration delay) {
        return delay.isNegative() ? Duration.ZERO : delay;
    }
}
