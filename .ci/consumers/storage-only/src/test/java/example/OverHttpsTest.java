package example;

import static io.github.batchbench.assertj.BlobAssertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.junit.BatchExtension;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverHttpsTest {
    @RegisterExtension
    static final BatchExtension BATCH =
            BatchExtension.builder().options(FakeAzureOptions::withHttps).build();

    @Test
    @MayLeave(Leftover.CONTAINER)
    void keepsWhatItIsGiven(BlobServiceClient blobs) {
        new Archive(blobs).keep("a.txt", "kept".getBytes(StandardCharsets.UTF_8));

        assertThat(blobs.getBlobContainerClient("archive")).blob("a.txt").isEqualTo("kept");
        assertThat(blobs.getAccountUrl()).startsWith("https://");
    }
}
