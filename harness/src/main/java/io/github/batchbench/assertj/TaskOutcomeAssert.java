package io.github.batchbench.assertj;

import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.azure.model.TaskReport;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** Assertions on how a task of a run went. */
public final class TaskOutcomeAssert extends AbstractTaskAssert<TaskOutcomeAssert, TaskOutcome> {
    TaskOutcomeAssert(TaskOutcome actual) {
        super(actual, TaskOutcomeAssert.class);
    }

    @Override
    TaskReport report() {
        return actual.report();
    }

    @Override
    String facts() {
        return actual.describe();
    }

    /** Goes on to the end of its standard error; empty if it succeeded. */
    public AbstractStringAssert<?> stderr() {
        isNotNull();
        return Assertions.assertThat(actual.stderr()).as("stderr of task %s", actual.taskId());
    }
}
