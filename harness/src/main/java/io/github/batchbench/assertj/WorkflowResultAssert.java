package io.github.batchbench.assertj;

import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.api.WorkflowResult;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** Assertions on what a run came to. */
public final class WorkflowResultAssert extends AbstractAssert<WorkflowResultAssert, WorkflowResult> {
    WorkflowResultAssert(WorkflowResult actual) {
        super(actual, WorkflowResultAssert.class);
    }

    /** Every task succeeded; completed is not enough. */
    public WorkflowResultAssert allTasksSucceeded() {
        isNotNull();
        if (!actual.allTasksSucceeded()) {
            failWithMessage("%s", failures(actual.failedTasks()));
        }
        return this;
    }

    /** So many tasks failed. */
    public WorkflowResultAssert hasFailedTasks(int count) {
        isNotNull();
        if (actual.failedTasks().size() != count) {
            failWithMessage("Expected %s failed tasks. %s", count, failures(actual.failedTasks()));
        }
        return this;
    }

    /** The run had so many tasks. */
    public WorkflowResultAssert hasTasks(int count) {
        isNotNull();
        List<String> ids = actual.tasks().stream().map(TaskOutcome::taskId).toList();
        if (ids.size() != count) {
            failWithMessage("Expected %s tasks but there were %s: %s", count, ids.size(), ids);
        }
        return this;
    }

    /** The outputs have these names and no others. */
    public WorkflowResultAssert hasOutputs(String... names) {
        isNotNull();
        Assertions.assertThat(actual.outputNames()).as("names of the outputs").containsExactlyInAnyOrder(names);
        return this;
    }

    /** Goes on to an output's text. */
    public AbstractStringAssert<?> output(String name) {
        isNotNull();
        Assertions.assertThat(actual.outputNames()).as("names of the outputs").contains(name);
        return Assertions.assertThat(actual.output(name)).as("output %s", name);
    }

    /** Goes on to the task of an input. */
    public TaskOutcomeAssert taskOf(String input) {
        isNotNull();
        List<String> inputs = actual.tasks().stream().map(TaskOutcome::input).toList();
        int at = inputs.indexOf(input);
        if (at < 0) {
            throw failure("There is no input %s, only %s", input, inputs);
        }
        return new TaskOutcomeAssert(actual.tasks().get(at));
    }

    /** Goes on to how long it took until the outputs were there, by the account's clock, which may be virtual. */
    public AbstractDurationAssert<?> elapsed() {
        isNotNull();
        return Assertions.assertThat(actual.elapsed()).as("elapsed time");
    }

    /** All that was not to be kept has been deleted. */
    public WorkflowResultAssert leftNothingBehind() {
        isNotNull();
        if (!actual.leftBehind().isEmpty()) {
            failWithMessage("Left behind: %s", String.join("; ", actual.leftBehind()));
        }
        return this;
    }

    private String failures(List<TaskOutcome> failed) {
        return failed.size() + " of " + actual.tasks().size() + " tasks failed.\n"
                + failed.stream().map(TaskOutcome::describe).collect(Collectors.joining("\n"));
    }
}
