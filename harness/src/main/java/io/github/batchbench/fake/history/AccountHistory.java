package io.github.batchbench.fake.history;

import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.PoolSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in an account up to now, as far as it is kept. Times of its parts are microseconds since its start;
 * {@link #OPEN} stands for what has not come yet. Immutable.
 *
 * @param start when the recording began, or the account was last reset
 * @param now when this was taken
 * @param revision rises with every change; to ask for what is newer than this
 * @param pools the pools there are and were, the oldest first
 * @param nodes likewise
 * @param runs tasks on nodes: those that are over by their end, then those that are not
 * @param dropped what is not kept any more
 */
public record AccountHistory(
        Instant start,
        Instant now,
        long revision,
        List<PoolTrack> pools,
        List<NodeTrack> nodes,
        List<Run> runs,
        Dropped dropped) {
    /** A time that has not come yet. */
    public static final long OPEN = -1;

    /**
     * How many parts are not here because there were too many: the oldest of them.
     *
     * @param runs tasks on nodes that are kept
     * @param nodes nodes; what ran on them is not here either
     */
    public record Dropped(long runs, long nodes) {}

    /** How often something has happened; the ids are empty where Azure does not tell them apart. */
    public record Count(EventKind kind, String poolId, String jobId, long count) {}

    /**
     * A pool.
     *
     * @param gone when it was gone
     * @param sizes how it changed, the oldest first; each holds until the next one
     * @param resizes the latest resizes
     * @param evaluations the latest evaluations of its formula
     */
    public record PoolTrack(
            String id,
            int slotsPerNode,
            long made,
            long gone,
            List<Size> sizes,
            List<Resize> resizes,
            List<Evaluation> evaluations) {}

    /**
     * A pool at a time.
     *
     * @param nodes how many there are
     * @param target how many there are to be
     * @param queued tasks of its jobs that are active, those included that wait for others
     * @param running tasks of its jobs that are on nodes
     */
    public record Size(long at, PoolSize nodes, PoolSize target, long queued, long running) {
        boolean isLike(Size other) {
            return nodes.equals(other.nodes)
                    && target.equals(other.target)
                    && queued == other.queued
                    && running == other.running;
        }
    }

    /**
     * A resize.
     *
     * @param ended when the pool was steady again
     * @param errors what went wrong, as code and message
     */
    public record Resize(long started, long ended, PoolSize target, List<String> errors) {}

    /** An evaluation of a formula. */
    public record Evaluation(long at, String formula, AutoScaleRun run) {}

    /**
     * A node.
     *
     * @param slots how many tasks of one slot may run on it at once
     * @param gone when it was gone
     * @param states its states, the oldest first; each lasts until the next one. While tasks run it is as when it is idle.
     */
    public record NodeTrack(
            long revision, String id, String poolId, boolean dedicated, int slots, long gone, List<NodeSpan> states) {}

    /** A state of a node, as the service writes it. */
    public record NodeSpan(long since, String state) {}

    /** How a task's stay on a node has ended. */
    public enum Ending {
        /** It has not. */
        NONE,
        /** The task completed well. */
        SUCCEEDED,
        /** The task completed with a failure. */
        FAILED,
        /** The task left without being over: it went back to the queue, or is gone. */
        INTERRUPTED
    }

    /** A try that failed and was followed by another one on the same node. */
    public record Retry(long at, @Nullable Integer exitCode) {}

    /**
     * A task's stay on a node. One that could not get slots beside each other has several runs, and so has a multi-instance
     * task, one for each node.
     *
     * @param slot the first slot that it takes, from 0
     * @param slots how many it takes from there
     * @param placed when it got the node
     * @param started when it began to run: until then its job was prepared there, or it was held
     * @param ended when it left
     * @param failure the code of its failure, null if it has not failed
     */
    public record Run(
            long revision,
            String poolId,
            String nodeId,
            int slot,
            int slots,
            String jobId,
            String taskId,
            long placed,
            long started,
            long ended,
            List<Retry> retries,
            Ending ending,
            @Nullable Integer exitCode,
            @Nullable String failure) {}

    /** A point in time of this history. */
    public Instant at(long micros) {
        return start.plus(Duration.ofNanos(Math.multiplyExact(micros, 1000L)));
    }
}
