package io.github.batchbench.fake.history;

import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that has happened in an account. What it names is to be read under the account's lock. */
public sealed interface AccountEvent {
    /** What. */
    EventKind kind();

    /** When, on the fake's clock. */
    Instant at();

    /**
     * A pool was made, or goes.
     *
     * @param since when it began to go, null if it does not go
     */
    record OfPool(
            EventKind kind, Instant at, Pool pool, @Nullable Instant since) implements AccountEvent {}

    /**
     * A pool gets to another size.
     *
     * @param option what becomes of the tasks on nodes that leave, as the service writes it; {@code invalid} if none leaves
     * @param since when it began, null if it begins
     */
    record OfResize(
            EventKind kind,
            Instant at,
            Pool pool,
            String option,
            @Nullable Instant since) implements AccountEvent {}

    /** A pool's formula was evaluated. */
    record OfFormula(Instant at, Pool pool, AutoScaleRun run) implements AccountEvent {
        @Override
        public EventKind kind() {
            return EventKind.POOL_AUTO_SCALE;
        }
    }

    /** A job's state has changed, or it is gone. */
    record OfJob(EventKind kind, Instant at, Job job) implements AccountEvent {}

    /**
     * A task started or ended.
     *
     * @param nodeId where it ran, null if it did not
     * @param notScheduled why it could not start, null if it could
     * @param left when the run began from which it went back to the queue, null if it did not, or had not begun
     */
    record OfTask(
            EventKind kind,
            Instant at,
            String poolId,
            @Nullable String nodeId,
            Job job,
            Task task,
            @Nullable FailureInfo notScheduled,
            @Nullable Instant left)
            implements AccountEvent {}
}
