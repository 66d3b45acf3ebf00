package io.github.batchbench.fake.history;

import io.github.batchbench.fake.history.AccountHistory.Ending;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tasks are and were on which nodes. Under the lock. */
final class TaskTracks {
    /** A task that is on nodes. */
    private static final class Stay {
        private final Job job;
        private final Task task;
        private final List<NodeTracks.Piece> pieces;
        private final long placed;
        private final List<AccountHistory.Retry> retries = new ArrayList<>(0);
        private long revision;
        private long started = AccountHistory.OPEN;

        private Stay(Job job, Task task, List<NodeTracks.Piece> pieces, long placed) {
            this.job = job;
            this.task = task;
            this.pieces = pieces;
            this.placed = placed;
        }

        private List<AccountHistory.Run> runs(
                long ended, Ending ending, @Nullable Integer exitCode, @Nullable FailureInfo failure) {
            List<AccountHistory.Retry> all = List.copyOf(retries);
            return pieces.stream()
                    .map(piece -> new AccountHistory.Run(
                            revision,
                            piece.node().poolId(),
                            piece.node().id(),
                            piece.slot(),
                            piece.slots(),
                            job.id(),
                            task.id(),
                            placed,
                            started,
                            ended,
                            all,
                            ending,
                            exitCode,
                            failure == null ? null : failure.code()))
                    .toList();
        }
    }

    private final Stopwatch stopwatch;
    private final NodeTracks nodes;
    private final Map<Task, Stay> stays = new LinkedHashMap<>();
    private final Bounded<AccountHistory.Run> over;

    TaskTracks(Stopwatch stopwatch, NodeTracks nodes, int most) {
        this.stopwatch = stopwatch;
        this.nodes = nodes;
        this.over = new Bounded<>(most);
    }

    void clear() {
        stays.clear();
        over.clear();
    }

    void placed(Job job, Task task, List<ComputeNode> onNodes) {
        List<NodeTracks.Piece> pieces = onNodes.stream()
                .flatMap(node -> nodes.find(node).stream())
                .flatMap(track -> track.take(task.requiredSlots()).stream())
                .toList();
        if (!pieces.isEmpty()) {
            Stay stay = new Stay(job, task, pieces, stopwatch.now());
            stay.revision = stopwatch.changed();
            stays.put(task, stay);
        }
    }

    void started(Task task) {
        Stay stay = stays.get(task);
        if (stay != null) {
            stay.started = stopwatch.now();
            stay.revision = stopwatch.changed();
        }
    }

    void retried(Task task, @Nullable Integer exitCode) {
        Stay stay = stays.get(task);
        if (stay != null && stay.retries.size() < Limits.STATES) {
            stay.retries.add(new AccountHistory.Retry(stopwatch.now(), exitCode));
            stay.revision = stopwatch.changed();
        }
    }

    void left(Task task) {
        Stay stay = stays.remove(task);
        if (stay == null) {
            return;
        }
        stay.revision = stopwatch.changed();
        stay.pieces.forEach(NodeTracks.Piece::giveBack);
        FailureInfo failure = task.run().failure();
        stay.runs(stopwatch.now(), ending(task), task.run().exitCode(), failure).forEach(over::add);
    }

    private static Ending ending(Task task) {
        if (task.run().endTime() == null) {
            return Ending.INTERRUPTED;
        }
        return task.run().failure() == null ? Ending.SUCCEEDED : Ending.FAILED;
    }

    long dropped() {
        return over.dropped();
    }

    List<AccountHistory.Run> all() {
        List<AccountHistory.Run> all = new ArrayList<>(over.all());
        stays.values().forEach(stay -> all.addAll(stay.runs(AccountHistory.OPEN, Ending.NONE, null, null)));
        return all;
    }
}
