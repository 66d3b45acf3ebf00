package io.github.batchbench.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.DiffersLive;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@BatchTest
class ContractTest {
    @Test
    void anUnknownJobIsNamed(BatchClient client) {
        BatchErrorException refused = catchThrowableOfType(
                BatchErrorException.class, () -> client.jobOperations().getJob("nowhere"));

        assertThat(refused.body().code()).isEqualTo("JobNotFound");
    }

    @Test
    @DiffersLive(reason = "a real account may have jobs of others")
    @MayLeave(Leftover.JOB)
    void thereIsOneJob(BatchClient client) throws IOException {
        client.jobOperations().createJob("only", new PoolInformation().withPoolId("none"));

        assertThat(client.jobOperations().listJobs()).hasSize(1);
    }

    @Test
    void skippedOnALiveRun(FakeAzure azure) {
        assertThat(azure.notModelled().calls()).isEmpty();
    }
}
