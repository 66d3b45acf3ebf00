package io.github.batchbench.fake.account;

import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import java.util.Optional;

/** Which refusal an operation meets in which state; empty if it is to be done. */
final class ModelRules {
    private ModelRules() {}

    static Optional<BatchErrorCode> ofPool(Step step, Optional<Pool> pool) {
        boolean adds = step.operation() == Step.Operation.ADD_POOL;
        if (pool.isEmpty()) {
            return adds ? Optional.empty() : Optional.of(BatchErrorCode.POOL_NOT_FOUND);
        }
        if (pool.get().lifecycle().is(PoolState.DELETING)) {
            return Optional.of(BatchErrorCode.POOL_BEING_DELETED);
        }
        boolean resizes =
                step.operation() == Step.Operation.RESIZE_POOL || step.operation() == Step.Operation.REMOVE_NODE;
        if (resizes && !pool.get().allocation().is(AllocationState.STEADY)) {
            return Optional.of(BatchErrorCode.POOL_BEING_RESIZED);
        }
        if (step.operation() == Step.Operation.REMOVE_NODE
                && ModelRun.node(pool, step.b()).isEmpty()) {
            return Optional.of(BatchErrorCode.NODE_NOT_FOUND);
        }
        return adds ? Optional.of(BatchErrorCode.POOL_EXISTS) : Optional.empty();
    }

    static Optional<BatchErrorCode> ofJob(Step step, Optional<Job> job) {
        boolean adds = step.operation() == Step.Operation.ADD_JOB;
        if (job.isEmpty()) {
            return adds ? Optional.empty() : Optional.of(BatchErrorCode.JOB_NOT_FOUND);
        }
        JobState state = job.get().state();
        if (state == JobState.DELETING) {
            return Optional.of(BatchErrorCode.JOB_BEING_DELETED);
        }
        if (adds) {
            return Optional.of(state == JobState.COMPLETED ? BatchErrorCode.JOB_COMPLETED : BatchErrorCode.JOB_EXISTS);
        }
        if (step.operation() == Step.Operation.DELETE_JOB) {
            return Optional.empty();
        }
        Optional<BatchErrorCode> closed = closed(state);
        if (closed.isEmpty()
                && step.operation() == Step.Operation.UPDATE_JOB
                && job.get().settings().autoPool().isPresent()) {
            return Optional.of(BatchErrorCode.INVALID_PROPERTY_VALUE);
        }
        boolean mayNot = switch (step.operation()) {
            case ENABLE_JOB -> state != JobState.DISABLED && state != JobState.DISABLING;
            case DISABLE_JOB -> state == JobState.ENABLING;
            case UPDATE_JOB ->
                state != JobState.DISABLED
                        && !ModelRun.poolOf(step).equals(job.get().poolId());
            default -> false;
        };
        return mayNot && closed.isEmpty() ? Optional.of(BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE) : closed;
    }

    static Optional<BatchErrorCode> closed(JobState state) {
        return switch (state) {
            case DELETING -> Optional.of(BatchErrorCode.JOB_BEING_DELETED);
            case TERMINATING -> Optional.of(BatchErrorCode.JOB_BEING_TERMINATED);
            case COMPLETED -> Optional.of(BatchErrorCode.JOB_COMPLETED);
            default -> Optional.empty();
        };
    }

    static Optional<BatchErrorCode> ofTask(Step step, Optional<Job> job, Optional<Task> task) {
        boolean opens =
                step.operation() == Step.Operation.ADD_TASK || step.operation() == Step.Operation.REACTIVATE_TASK;
        if (job.isEmpty()) {
            return Optional.of(BatchErrorCode.JOB_NOT_FOUND);
        }
        if (opens && closed(job.get().state()).isPresent()) {
            return closed(job.get().state());
        }
        if (step.operation() == Step.Operation.ADD_TASK) {
            if (ModelRun.actsOnItsJob(step) && !job.get().settings().heedsExitOptions()) {
                return Optional.of(BatchErrorCode.INVALID_PROPERTY_VALUE);
            }
            return task.map(there -> BatchErrorCode.TASK_EXISTS);
        }
        if (task.isEmpty()) {
            return Optional.of(BatchErrorCode.TASK_NOT_FOUND);
        }
        boolean completed = task.get().state() == TaskState.COMPLETED;
        return switch (step.operation()) {
            case UPDATE_TASK, TERMINATE_TASK ->
                completed ? Optional.of(BatchErrorCode.TASK_COMPLETED) : Optional.empty();
            case REACTIVATE_TASK -> {
                if (!completed) {
                    yield Optional.of(BatchErrorCode.TASK_NOT_COMPLETED);
                }
                yield task.get().succeeded() ? Optional.of(BatchErrorCode.TASK_SUCCEEDED) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }
}
