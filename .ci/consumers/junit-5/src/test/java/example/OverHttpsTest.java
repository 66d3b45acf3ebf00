package example;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.junit.BatchExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverHttpsTest {
    @RegisterExtension
    static final BatchExtension BATCH =
            BatchExtension.builder().options(FakeAzureOptions::withHttps).tokens().build();

    @Test
    void countsWordsByTokens(BatchWorkflow workflow, BlobServiceClient blobs) {
        assertThat(workflow.run()).allTasksSucceeded();
        assertThat(blobs.getAccountUrl()).startsWith("https://");
    }
}
