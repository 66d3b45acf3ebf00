package io.github.batchbench.assertj;

import io.github.batchbench.workflow.TaskOutcome;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** Assertions on how a task went. */
public final class TaskOutcomeAssert extends AbstractAssert<TaskOutcomeAssert, TaskOutcome> {
    TaskOutcomeAssert(TaskOutcome actual) {
        super(actual, TaskOutcomeAssert.class);
    }

    /** The service calls it a success. */
    public TaskOutcomeAssert succeeded() {
        isNotNull();
        if (!actual.succeeded()) {
            failWithMessage("%s", actual.describe());
        }
        return this;
    }

    /** The service calls it a failure. */
    public TaskOutcomeAssert failed() {
        isNotNull();
        if (actual.succeeded()) {
            failWithMessage("Expected a failure. %s", actual.describe());
        }
        return this;
    }

    /** Its command ended with this exit code. */
    public TaskOutcomeAssert hasExitCode(int code) {
        isNotNull();
        Integer found = actual.report().exitCode();
        if (!Objects.equals(found, code)) {
            failWithMessage("Expected exit code %s but was %s. %s", code, found, actual.describe());
        }
        return this;
    }

    /** It was run again so often. */
    public TaskOutcomeAssert wasRetried(int times) {
        isNotNull();
        int found = actual.report().retries();
        if (found != times) {
            failWithMessage("Expected %s retries but there were %s. %s", times, found, actual.describe());
        }
        return this;
    }

    /** Goes on to the end of its standard error; empty if it succeeded. */
    public AbstractStringAssert<?> stderr() {
        isNotNull();
        return Assertions.assertThat(actual.stderr()).as("stderr of task %s", actual.taskId());
    }

    /** Goes on to the service's reason for its failure; empty if there is none. */
    public AbstractStringAssert<?> failureReason() {
        isNotNull();
        String reason = actual.report().failure();
        return Assertions.assertThat(reason == null ? "" : reason).as("failure of task %s", actual.taskId());
    }
}
