package example;

import static io.github.batchbench.assertj.StorageAssertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@BatchTest
class FramesTest {
    @Test
    @MayLeave({Leftover.JOB, Leftover.CONTAINER})
    void rendersEachFrame(BatchClient batch, BlobServiceClient blobs, TestPool pool) throws Exception {
        new Frames(batch, blobs).render("film", pool.id(), "a tree", 3);

        assertThat(batch).job("film").tasksWithin(Duration.ofMinutes(1)).hasSize(3).allSucceeded();
        assertThat(blobs.getBlobContainerClient("scenes")).blob("film").isEqualTo("a tree");
    }
}
