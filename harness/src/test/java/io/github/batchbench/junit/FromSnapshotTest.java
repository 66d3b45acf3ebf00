package io.github.batchbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.fake.account.UploadedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests whose fake begins with a snapshot. */
@Timeout(120)
class FromSnapshotTest {
    private static final String FILE = "target/from-snapshot-test.sqlite";
    private static final String INIT = "src/test/resources/io/github/batchbench/junit/nightly.yaml";

    @Test
    void eachTestBeginsWithTheState() throws Exception {
        Files.createDirectories(Path.of("target"));
        try (FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withInit(Path.of(INIT)))) {
            azure.batch().certificates().add(new UploadedCertificate("ab", "sha1", "MIIC", false));
            azure.snapshots().save(Path.of(FILE));
        }
        try {
            assertThat(Runs.failures(Runs.of(BeginsTestCase.class))).isEmpty();
        } finally {
            Files.delete(Path.of(FILE));
        }
    }

    @BatchTest(from = FILE)
    static class BeginsTestCase {
        @RepeatedTest(2)
        void isThere(FakeAzure azure) {
            assertThat(azure.batchAccount()).isEqualTo("nightly");
            assertThat(azure.batch().certificates().all()).hasSize(1);
            azure.batch().certificates().delete("ab");
            assertThat(azure.batch().pools().get("small").target().total()).isEqualTo(1);
        }
    }
}
