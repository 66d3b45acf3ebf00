package io.github.batchbench.live;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import io.github.batchbench.junit.BatchTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The nine steps, and how tasks can end. Each test makes a pool of one node. */
@BatchTest
@Tag("live")
class WorkflowContractTest {
    @Test
    void countsTheTutorialTexts(BatchWorkflow workflow) {
        WorkflowResult result = workflow.run();

        assertThat(result).allTasksSucceeded().leftNothingBehind().hasTasks(3);
        for (TutorialText text : Corpus.tutorial()) {
            String output = result.output(text.outputName());
            assertThat(output.lines().skip(2).takeWhile(line -> line.contains(":\t")))
                    .containsExactlyElementsOf(text.outputLines(3));
            assertThat(output).contains("\nJob:  " + result.jobId() + "\n", "\nPool: " + result.poolId() + "\n");
        }
    }

    @Test
    void tellsApartHowTasksEnd(BatchWorkflow workflow) {
        WorkflowResult result = workflow.input("well.txt", "x")
                .input("badly.txt", "x")
                .input("late.txt", "x")
                .environment("SETTING", "a value")
                .taskTimeout(Duration.ofSeconds(1))
                .task(input -> TaskCommand.shell(
                        switch (input.name()) {
                            case "well.txt" -> "test \"$SETTING\" = \"a value\" && grep -q x well.txt";
                            case "badly.txt" -> "echo gone wrong >&2; exit 3";
                            default -> "sleep 600";
                        }))
                .run();

        assertThat(result).hasFailedTasks(2).leftNothingBehind();
        assertThat(result).taskOf("well.txt").succeeded();
        assertThat(result).taskOf("badly.txt").failed().hasExitCode(3);
        assertThat(result).taskOf("badly.txt").stderr().isEqualTo("gone wrong");
        assertThat(result).taskOf("late.txt").failed();
        assertThat(result).taskOf("late.txt").failureReason().contains("TaskEnded");
    }
}
