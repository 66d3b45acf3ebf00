package example;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.junit.BatchTest;
import org.junit.jupiter.api.Test;

/** Shows, when it is asked for by name, that the kit fails whoever leaves a job, and keeps evidence. */
@BatchTest
class FailsOnPurpose {
    @Test
    void leavesAJob(BatchClient client) throws Exception {
        client.jobOperations().createJob("left", new PoolInformation().withPoolId("pool"));
    }
}
