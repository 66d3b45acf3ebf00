package io.github.batchbench.examples;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.NodeTask;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.junit.BatchTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
class TopWordsTest {
    @Test
    void countsTheMostFrequentWords(BatchWorkflow workflow) {
        WorkflowResult result = workflow.application(NodeTask.jar())
                .tutorialTexts()
                .task(input -> NodeTask.topWords(input, 3))
                .timeout(Duration.ofMinutes(20))
                .run();

        assertThat(result).allTasksSucceeded();
        assertThat(result.output("taskdata1_OUTPUT.txt")).startsWith("Word\tCount");
    }
}
