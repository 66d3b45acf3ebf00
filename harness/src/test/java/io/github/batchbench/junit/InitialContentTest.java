package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests whose fake begins with what a file names. */
@Timeout(120)
class InitialContentTest {
    @Nested
    @BatchTest(init = "nightly.yaml")
    class OfEachTest {
        @RepeatedTest(2)
        void isThere(FakeAzure azure, BatchClient batch, BlobServiceClient blobs) throws Exception {
            assertThat(azure.batchAccount()).isEqualTo("nightly");
            assertThat(batch.poolOperations().getPool("small").targetDedicatedNodes())
                    .isEqualTo(1);
            assertThat(blobs.getBlobContainerClient("texts")
                            .getBlobClient("hamlet.txt")
                            .downloadContent())
                    .hasToString("to be or not to be\n");
            batch.poolOperations().deletePool("small");
        }
    }

    @Nested
    @BatchTest(init = "src/test/resources/io/github/batchbench/junit/nightly.yaml", fake = Scope.CLASS)
    class OfAClass {
        @RepeatedTest(2)
        void isThereAndNoLeftover(BatchClient batch) throws Exception {
            assertThat(batch.poolOperations().getPool("small").id()).isEqualTo("small");
        }
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThat(Runs.failures(Runs.of(MissingTestCase.class)))
                .singleElement()
                .asString()
                .contains("'nowhere.yaml' of @BatchTest is neither on the class path");
    }

    @BatchTest(init = "nowhere.yaml")
    static class MissingTestCase {
        @Test
        void needsIt(FakeAzure azure) {
            assertThat(azure).isNotNull();
        }
    }
}
