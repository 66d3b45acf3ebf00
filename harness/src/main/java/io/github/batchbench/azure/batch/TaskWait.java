package io.github.batchbench.azure.batch;

import io.github.batchbench.azure.model.NodeReport;
import io.github.batchbench.azure.model.PoolHealth;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Waits until all tasks of a job are over. It asks for the counts, which is one request for any number of tasks, and the
 * less often the longer it has been waiting: a tenth of that time at most goes unnoticed.
 */
public final class TaskWait {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int PART = 10;

    /** Who wants to know how it goes. */
    public interface Observer {
        /** The latest counts. */
        void counts(TaskCounts counts);

        /** Something is wrong that need not be the end, for example one of several nodes failed to start. */
        void warning(String text);
    }

    private final BatchService batch;
    private final Pause pause;
    private final Observer observer;
    private final Set<String> warned = new HashSet<>();
    private int begun;
    private boolean settled;

    /** A wait on the account, by the given time. */
    public TaskWait(BatchService batch, Pause pause, Observer observer) {
        this.batch = batch;
        this.pause = pause;
        this.observer = observer;
    }

    /**
     * Waits, and returns the tasks in the service's order.
     *
     * @param expected how many tasks the job has
     * @throws WaitTimeoutException if some are not over in time
     * @throws PoolUnusableException as soon as it is clear that the pool will not run any
     */
    public List<TaskReport> untilAllCompleted(String jobId, String poolId, int expected, Duration timeout)
            throws InterruptedException {
        Instant began = pause.steady();
        while (true) {
            long mark = pause.mark();
            TaskCounts counts = batch.taskCounts(jobId);
            observer.counts(counts);
            noticeRequeues(counts);
            if (counts.completed() >= expected) {
                List<TaskReport> tasks = batch.tasks(jobId);
                // The counts may run ahead of the tasks.
                if (tasks.size() >= expected && tasks.stream().allMatch(TaskReport::completed)) {
                    return tasks;
                }
            } else if (counts.running() == 0 || !settled) {
                checkPool(poolId);
            }
            Duration waited = Duration.between(began, pause.steady());
            if (waited.compareTo(timeout) >= 0) {
                throw new WaitTimeoutException(timeout, counts, expected);
            }
            pause.pauseAfter(mark, next(waited, timeout.minus(waited)));
        }
    }

    /** How long to leave the service alone. */
    static Duration next(Duration waited, Duration left) {
        Duration part = waited.dividedBy(PART);
        Duration wait = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
        return wait.compareTo(left) < 0 ? wait : left;
    }

    /** A task that had begun and waits again has lost its node, and what it did so far may be done twice. */
    private void noticeRequeues(TaskCounts counts) {
        int now = counts.running() + counts.completed();
        if (now < begun) {
            observer.warning((begun - now) + " tasks went back to the queue, because their nodes were lost or taken"
                    + " away; they will be run again.");
        }
        begun = now;
    }

    /** Looked at until all its nodes have come up or failed to, and then again whenever no task runs. */
    private void checkPool(String poolId) throws InterruptedException {
        PoolHealth health = batch.poolHealth(poolId);
        settled = health.settled();
        if (health.hopeless()) {
            throw PoolUnusableException.of(poolId, health, stderrOfFirst(poolId, health));
        }
        for (String error : health.resizeErrors()) {
            warnOnce("Pool " + poolId + " did not get all its nodes: " + error);
        }
        for (NodeReport node : health.preemptedNodes()) {
            warnOnce("Node " + node.id() + " was taken away by the service (preempted).");
        }
        for (NodeReport node : health.brokenNodes()) {
            if (!warned.contains(node.id())) {
                warned.add(node.id());
                observer.warning(PoolUnusableException.describe(node, batch.endOfStartTaskStderr(poolId, node.id())));
            }
        }
    }

    private String stderrOfFirst(String poolId, PoolHealth health) throws InterruptedException {
        List<NodeReport> broken = health.brokenNodes();
        return broken.isEmpty()
                ? ""
                : batch.endOfStartTaskStderr(poolId, broken.get(0).id());
    }

    private void warnOnce(String text) {
        if (warned.add(text)) {
            observer.warning(text);
        }
    }
}
