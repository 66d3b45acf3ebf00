package example;

import static io.github.batchbench.assertj.BlobAssertions.assertThat;
import static io.github.batchbench.assertj.BlobAssertions.assertThatThrownBy;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
class ArchiveTest {
    private static final byte[] BYTES = "kept".getBytes(StandardCharsets.UTF_8);

    @Test
    @MayLeave(Leftover.CONTAINER)
    void keepsWhatItIsGiven(BlobServiceClient blobs) {
        new Archive(blobs).keep("a.txt", BYTES);

        assertThat(blobs.getBlobContainerClient("archive"))
                .getsBlobWithin(Duration.ofSeconds(10), "a.txt")
                .blob("a.txt")
                .isEqualTo("kept");
    }

    @Test
    void stagesFiles(TestContainer container) {
        container.stage("b.txt", "staged");

        assertThat(container.text("b.txt")).isEqualTo("staged");
    }

    @Test
    void failsAsTheStorageDoes(BlobServiceClient blobs, FakeAzure azure) {
        azure.faults().storage().denied();

        assertThatThrownBy(() -> new Archive(blobs).keep("c.txt", BYTES))
                .hasMessageContaining("AuthorizationPermissionMismatch");
    }
}
