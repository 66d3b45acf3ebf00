package example;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Production code: a job with one task. */
@Component
public class NightlyRun {
    private final BatchClient batch;

    NightlyRun(BatchClient batch) {
        this.batch = batch;
    }

    public void start(String jobId, String poolId) throws IOException {
        batch.jobOperations().createJob(jobId, new PoolInformation().withPoolId(poolId));
        batch.taskOperations()
                .createTask(jobId, new TaskAddParameter().withId("report").withCommandLine("/bin/sh -c 'echo done'"));
    }
}
