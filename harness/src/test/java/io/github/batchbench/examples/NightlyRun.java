package io.github.batchbench.examples;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import java.io.IOException;

/** Somebody's own production code: it knows nothing of Batchbench. */
final class NightlyRun {
    private static final int TRIES = 3;

    private final BatchClient batch;

    NightlyRun(BatchClient batch) {
        this.batch = batch;
    }

    void start(String poolId) throws IOException {
        withRetries(() -> batch.jobOperations().createJob("nightly", new PoolInformation().withPoolId(poolId)));
        TaskAddParameter task =
                new TaskAddParameter().withId("report").withCommandLine("/bin/sh -c 'echo $AZ_BATCH_JOB_ID'");
        withRetries(() -> batch.taskOperations().createTask("nightly", task));
    }

    private interface Call {
        void run() throws IOException;
    }

    private static void withRetries(Call call) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                call.run();
                return;
            } catch (BatchErrorException e) {
                if (tries == TRIES || e.response().code() != 429) {
                    throw e;
                }
            }
        }
    }
}
