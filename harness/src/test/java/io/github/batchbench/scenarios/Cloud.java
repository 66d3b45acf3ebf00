package io.github.batchbench.scenarios;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeState;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.FakeAzure;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** What every scenario does in the same way, with the official clients and in virtual time. */
record Cloud(BatchClient batch, BlobServiceClient blobs, FakeAzure azure) {
    /** A pool to be. */
    static PoolAddParameter pool(String id) {
        return new PoolAddParameter()
                .withId(id)
                .withVmSize("standard_d2s_v3")
                .withVirtualMachineConfiguration(Ubuntu.machine());
    }

    /** A task to be. */
    static TaskAddParameter task(String id, String commandLine) {
        return new TaskAddParameter().withId(id).withCommandLine(commandLine);
    }

    /** Creates the pool and lets a minute pass. */
    void create(PoolAddParameter pool) throws IOException, InterruptedException {
        batch.poolOperations().createPool(pool);
        pass(Duration.ofMinutes(1));
    }

    /** A pool of one node, and a job on it. */
    void poolAndJob(String poolId, String jobId) throws IOException, InterruptedException {
        create(pool(poolId).withTargetDedicatedNodes(1));
        batch.jobOperations().createJob(jobId, new PoolInformation().withPoolId(poolId));
    }

    /** Adds a task. */
    void add(String jobId, TaskAddParameter task) throws IOException {
        batch.taskOperations().createTask(jobId, task);
    }

    /** Waits as a client would: in virtual time, but not while a process runs. */
    void pass(Duration time) throws InterruptedException {
        azure.clock().pass(time);
    }

    /** The task, once it has completed. */
    CloudTask completed(String jobId, String taskId) throws IOException, InterruptedException {
        CloudTask task = batch.taskOperations().getTask(jobId, taskId);
        while (task.state() != TaskState.COMPLETED) {
            pass(Duration.ofSeconds(1));
            task = batch.taskOperations().getTask(jobId, taskId);
        }
        return task;
    }

    /** The states of a pool's nodes. */
    List<ComputeNodeState> nodeStates(String poolId) throws IOException {
        return batch.computeNodeOperations().listComputeNodes(poolId).stream()
                .map(ComputeNode::state)
                .toList();
    }

    /** Puts a blob there and gives it as a resource file, with a SAS for so long. */
    ResourceFile resource(String container, String name, Duration validity) {
        var box = blobs.createBlobContainerIfNotExists(container);
        box.getBlobClient(name).upload(BinaryData.fromString("content"), true);
        OffsetDateTime expiry = azure.clock().instant().atOffset(ZoneOffset.UTC).plus(validity);
        String sas = box.getBlobClient(name)
                .generateSas(
                        new BlobServiceSasSignatureValues(expiry, new BlobSasPermission().setReadPermission(true)));
        return new ResourceFile()
                .withHttpUrl(box.getBlobClient(name).getBlobUrl() + "?" + sas)
                .withFilePath(name);
    }
}
