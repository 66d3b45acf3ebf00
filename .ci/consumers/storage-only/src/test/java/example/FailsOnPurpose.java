package example;

import com.azure.storage.blob.BlobServiceClient;
import io.github.batchbench.junit.BatchTest;
import org.junit.jupiter.api.Test;

/** Shows, when it is asked for by name, that the kit fails whoever leaves a container, and keeps evidence. */
@BatchTest
class FailsOnPurpose {
    @Test
    void leavesAContainer(BlobServiceClient blobs) {
        blobs.createBlobContainer("left");
    }
}
