package example;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import java.io.IOException;

/** Production code that needs no storage. */
public class NightlyRun {
    private final BatchClient batch;

    public NightlyRun(BatchClient batch) {
        this.batch = batch;
    }

    public void start(String jobId, String poolId) throws IOException {
        batch.jobOperations().createJob(jobId, new PoolInformation().withPoolId(poolId));
        batch.taskOperations()
                .createTask(jobId, new TaskAddParameter().withId("report").withCommandLine("/bin/sh -c 'echo done'"));
    }
}
