package io.github.batchbench.fake.history;

import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.state.ServiceEvent;
import io.github.batchbench.fake.state.ServiceEvent.AccountReset;
import io.github.batchbench.fake.state.ServiceEvent.FormulaEvaluated;
import io.github.batchbench.fake.state.ServiceEvent.JobRemoved;
import io.github.batchbench.fake.state.ServiceEvent.PoolRemoved;
import io.github.batchbench.fake.state.ServiceEvent.ResizeStarted;
import io.github.batchbench.fake.state.ServiceEvent.TaskCompleted;
import io.github.batchbench.fake.state.ServiceEvent.TaskNotPrepared;
import io.github.batchbench.fake.state.ServiceEvent.TaskPlaced;
import io.github.batchbench.fake.state.ServiceEvent.TaskRequeued;
import io.github.batchbench.fake.state.ServiceEvent.TaskRetried;
import io.github.batchbench.fake.state.StateChanges.Change;
import io.github.batchbench.fake.state.StateChanges.Subject;
import io.github.batchbench.fake.time.Engine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes of what the service's parts say what Azure's metrics and logs know: counts it, and tells it. Under the lock. */
final class AccountEvents {
    /** Code and words of the documented example. */
    private static final FailureInfo NOT_PREPARED = FailureInfo.userError(
            "JobPreparationTaskFailed", "Task cannot run because the job preparation task failed on node");

    /** A resize under way. */
    private record Resize(Instant since, String option) {}

    private final Engine engine;
    private final EventCounts counts = new EventCounts();
    private final List<Consumer<AccountEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Pool, Resize> resizes = new HashMap<>();
    private final Map<Pool, Instant> deletions = new HashMap<>();
    private boolean restoring;

    AccountEvents(Engine engine) {
        this.engine = engine;
    }

    void listen(Consumer<AccountEvent> listener) {
        listeners.add(listener);
    }

    List<AccountHistory.Count> counts() {
        return counts.all();
    }

    /** What this puts there again is no news. */
    void restoring(Runnable restore) {
        restoring = true;
        try {
            restore.run();
        } finally {
            restoring = false;
        }
    }

    void hear(Change change) {
        if (restoring && change.from() == null) {
            return;
        }
        if (change.subject() instanceof Subject.OfPool of) {
            if (change.from() == null) {
                tell(of.pool().id(), new AccountEvent.OfPool(EventKind.POOL_CREATE, change.at(), of.pool(), null));
            } else if (change.to() == PoolState.DELETING) {
                deletions.put(of.pool(), change.at());
                tell(
                        of.pool().id(),
                        new AccountEvent.OfPool(EventKind.POOL_DELETE_START, change.at(), of.pool(), null));
            }
        } else if (change.subject() instanceof Subject.OfAllocation of && change.to() == AllocationState.STEADY) {
            Resize resize = resizes.remove(of.pool());
            if (resize != null) {
                tell(
                        of.pool().id(),
                        new AccountEvent.OfResize(
                                EventKind.POOL_RESIZE_COMPLETE,
                                change.at(),
                                of.pool(),
                                resize.option(),
                                resize.since()));
            }
        } else if (change.subject() instanceof Subject.OfJob of && change.to() instanceof JobState to) {
            job(of.job(), change.from() == null, to);
        }
    }

    private void job(Job job, boolean isNew, JobState to) {
        EventKind kind = switch (to) {
            case ACTIVE -> isNew ? EventKind.JOB_START : null;
            case DISABLING -> EventKind.JOB_DISABLE_START;
            case DISABLED -> EventKind.JOB_DISABLE_COMPLETE;
            case TERMINATING -> EventKind.JOB_TERMINATE_START;
            case COMPLETED -> EventKind.JOB_TERMINATE_COMPLETE;
            case DELETING -> EventKind.JOB_DELETE_START;
            case ENABLING -> null;
        };
        if (kind != null) {
            tell(job, kind);
        }
    }

    void hear(ServiceEvent event) {
        if (event instanceof TaskPlaced placed) {
            String node = placed.nodes().get(0).id();
            tell(EventKind.TASK_START, placed.pool().id(), node, placed.job(), placed.task(), null);
        } else if (event instanceof TaskRetried retried) {
            tell(
                    EventKind.TASK_START,
                    retried.pool().id(),
                    nodeOf(retried.task()),
                    retried.job(),
                    retried.task(),
                    null);
        } else if (event instanceof TaskCompleted completed) {
            tell(EventKind.TASK_COMPLETE, completed.job(), completed.task());
            if (!completed.task().succeeded()) {
                tell(EventKind.TASK_FAIL, completed.job(), completed.task());
            }
        } else if (event instanceof TaskRequeued requeued) {
            requeued(requeued);
        } else if (event instanceof TaskNotPrepared missed) {
            tell(
                    EventKind.TASK_SCHEDULE_FAIL,
                    missed.pool().id(),
                    missed.node().id(),
                    missed.job(),
                    missed.task(),
                    NOT_PREPARED);
        } else if (event instanceof ResizeStarted started) {
            resize(started);
        } else if (event instanceof FormulaEvaluated evaluated) {
            tell(evaluated.pool().id(), new AccountEvent.OfFormula(engine.now(), evaluated.pool(), evaluated.run()));
        } else if (event instanceof PoolRemoved removed) {
            resizes.remove(removed.pool());
            Instant since = deletions.remove(removed.pool());
            tell(
                    removed.pool().id(),
                    new AccountEvent.OfPool(EventKind.POOL_DELETE_COMPLETE, engine.now(), removed.pool(), since));
        } else if (event instanceof JobRemoved removed) {
            tell(removed.job(), EventKind.JOB_DELETE_COMPLETE);
        } else if (event instanceof AccountReset) {
            counts.clear();
            resizes.clear();
            deletions.clear();
        }
    }

    private void requeued(TaskRequeued event) {
        String pool = event.pool().id();
        counts.count(EventKind.TASK_REQUEUE, pool, event.job().id());
        told(new AccountEvent.OfTask(
                EventKind.TASK_REQUEUE,
                engine.now(),
                pool,
                event.node().id(),
                event.job(),
                event.task(),
                null,
                event.started()));
    }

    /** Where no node leaves, there is no option (documented). */
    private void resize(ResizeStarted started) {
        PoolSize there = started.pool().current();
        PoolSize target = started.pool().target();
        boolean shrinks = target.dedicated() < there.dedicated() || target.lowPriority() < there.lowPriority();
        String option = shrinks ? started.option().wireName() : "invalid";
        resizes.put(started.pool(), new Resize(engine.now(), option));
        tell(
                started.pool().id(),
                new AccountEvent.OfResize(EventKind.POOL_RESIZE_START, engine.now(), started.pool(), option, null));
    }

    private static @Nullable String nodeOf(Task task) {
        NodeIdentity node = task.node();
        return node == null ? null : node.nodeId();
    }

    private void tell(EventKind kind, Job job, Task task) {
        tell(kind, job.poolId(), nodeOf(task), job, task, null);
    }

    private void tell(
            EventKind kind,
            String poolId,
            @Nullable String nodeId,
            Job job,
            Task task,
            @Nullable FailureInfo notScheduled) {
        counts.count(kind, poolId, job.id());
        if (!listeners.isEmpty()) {
            told(new AccountEvent.OfTask(kind, engine.now(), poolId, nodeId, job, task, notScheduled, null));
        }
    }

    private void tell(Job job, EventKind kind) {
        counts.count(kind, "", job.id());
        told(new AccountEvent.OfJob(kind, engine.now(), job));
    }

    private void tell(String poolId, AccountEvent event) {
        counts.count(event.kind(), poolId, "");
        told(event);
    }

    private void told(AccountEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
