package io.github.batchbench.assertj;

import io.github.batchbench.workflow.TaskOutcome;
import io.github.batchbench.workflow.WorkflowResult;

/** The entry: import {@code assertThat} from here as well as from AssertJ. */
public final class BatchAssertions {
    private BatchAssertions() {}

    /** Assertions on what a run came to. */
    public static WorkflowResultAssert assertThat(WorkflowResult actual) {
        return new WorkflowResultAssert(actual);
    }

    /** Assertions on how a task went. */
    public static TaskOutcomeAssert assertThat(TaskOutcome actual) {
        return new TaskOutcomeAssert(actual);
    }
}
