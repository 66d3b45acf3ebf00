package example;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import java.io.IOException;

/** Production code that uses both SDKs: a scene goes to storage, and a task for each frame to Batch. */
public class Frames {
    private final BatchClient batch;
    private final BlobServiceClient blobs;

    public Frames(BatchClient batch, BlobServiceClient blobs) {
        this.batch = batch;
        this.blobs = blobs;
    }

    public void render(String jobId, String poolId, String scene, int frames) throws IOException {
        BlobContainerClient container = blobs.createBlobContainerIfNotExists("scenes");
        container.getBlobClient(jobId).upload(BinaryData.fromString(scene), true);
        batch.jobOperations().createJob(jobId, new PoolInformation().withPoolId(poolId));
        for (int frame = 1; frame <= frames; frame++) {
            batch.taskOperations()
                    .createTask(
                            jobId,
                            new TaskAddParameter()
                                    .withId("frame-" + frame)
                                    .withCommandLine("/bin/sh -c 'echo frame " + frame + "'"));
        }
    }
}
