package example;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.workflow.BatchWorkflow;
import io.github.batchbench.workflow.WorkflowResult;
import org.junit.jupiter.api.Test;

@BatchTest
class FirstTest {
    @Test
    void countsWords(BatchWorkflow workflow, BlobServiceClient blobs) {
        WorkflowResult result = workflow.run();
        assertThat(result).allTasksSucceeded();
        assertThat(result.output("taskdata1_OUTPUT.txt")).startsWith("Word\tCount");
        assertThat(blobs.listBlobContainers()).isEmpty();
    }
}
