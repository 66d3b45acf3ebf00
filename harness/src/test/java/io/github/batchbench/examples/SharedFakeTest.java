package io.github.batchbench.examples;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchExtension;
import io.github.batchbench.junit.Fixture;
import io.github.batchbench.junit.Scope;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedFakeTest {
    @RegisterExtension
    static final BatchExtension BATCH = BatchExtension.builder()
            .fake(Scope.CLASS)
            .options(options -> options.withBatchAccount("nightly", "bmlnaHRseQ=="))
            .prepare(azure -> azure.clock().virtual())
            .build();

    @Fixture
    private BatchClient client;

    @Test
    void aDayCostsNothing(FakeAzure azure) throws IOException {
        client.jobOperations().createJob("report", new PoolInformation().withPoolId("none"));

        azure.clock().advance(Duration.ofDays(1));

        assertThat(client).job("report").isActive();
        assertThat(azure).received(1, "POST", "/jobs");
        client.jobOperations().deleteJob("report");
    }
}
