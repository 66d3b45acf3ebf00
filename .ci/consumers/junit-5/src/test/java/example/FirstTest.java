package example;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.WithStagedFile;
import io.github.batchbench.junit.WithTasks;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BatchTest
class FirstTest {
    @Test
    void countsWords(BatchWorkflow workflow, BlobServiceClient blobs) {
        WorkflowResult result = workflow.run();

        assertThat(result).allTasksSucceeded();
        assertThat(result.output("taskdata1_OUTPUT.txt")).startsWith("Word\tCount");
        assertThat(blobs.listBlobContainers()).isEmpty();
    }

    @Nested
    class Fixtures {
        @Test
        @WithStagedFile(value = "names.txt", text = "b\na\n")
        @WithTasks(value = "sort names.txt > sorted.txt", outputs = "*.txt")
        void sortsNames(TestTasks tasks, TestOutputs outputs) {
            assertThat(tasks).allSucceeded();
            assertThat(outputs).blob("task-1/sorted.txt").isEqualTo("a\nb\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 3})
        void haveConstructorsAndInvocationsOfTheirOwn(int code, TestJob job) {
            assertThat(job.run("exit " + code).await()).task("task-1").hasExitCode(code);
        }
    }
}
