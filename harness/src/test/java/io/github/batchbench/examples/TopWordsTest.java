package io.github.batchbench.examples;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.workflow.BatchWorkflow;
import io.github.batchbench.workflow.NodeTask;
import io.github.batchbench.workflow.WorkflowResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
class TopWordsTest {
    @Test
    void countsTheMostFrequentWords(BatchWorkflow workflow) {
        WorkflowResult result = workflow.application(NodeTask.jar())
                .texts(Corpus.tutorial())
                .task(input -> NodeTask.topWords(input, 3))
                .timeout(Duration.ofMinutes(20))
                .run();

        assertThat(result).allTasksSucceeded();
        assertThat(result.output("taskdata1_OUTPUT.txt")).startsWith("Word\tCount");
    }
}
