package io.github.batchbench.assertj;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.resource.TestContainer;
import io.github.batchbench.resource.TestJob;
import io.github.batchbench.resource.TestOutputs;
import io.github.batchbench.resource.TestPool;
import io.github.batchbench.resource.TestTasks;
import io.github.batchbench.workflow.TaskOutcome;
import io.github.batchbench.workflow.WorkflowResult;

/** The entry: import {@code assertThat} from here as well as from AssertJ. */
public final class BatchAssertions {
    private BatchAssertions() {}

    /** Assertions on what a run came to. */
    public static WorkflowResultAssert assertThat(WorkflowResult actual) {
        return new WorkflowResultAssert(actual);
    }

    /** Assertions on how a task of a run went. */
    public static TaskOutcomeAssert assertThat(TaskOutcome actual) {
        return new TaskOutcomeAssert(actual);
    }

    /** Assertions on what is in a client's account: jobs, tasks, pools, nodes. */
    public static BatchClientAssert assertThat(BatchClient actual) {
        return new BatchClientAssert(actual);
    }

    /** Assertions on a pool of a test. */
    public static PoolAssert assertThat(TestPool actual) {
        return new Facts(actual.service()).pool(actual.id());
    }

    /** Assertions on a job of a test. */
    public static JobAssert assertThat(TestJob actual) {
        return new Facts(actual.service()).job(actual.id());
    }

    /** Assertions on tasks of a test, once all of them are over. */
    public static TasksAssert assertThat(TestTasks actual) {
        Facts service = new Facts(actual.job().service());
        return new TasksAssert(actual.await().reports(), service, actual.job().id());
    }

    /** Assertions on a container of a test. */
    public static ContainerAssert assertThat(TestContainer actual) {
        return new ContainerAssert(actual.toString(), actual.blobs(), actual::text);
    }

    /** Assertions on what tasks of a test have uploaded. */
    public static ContainerAssert assertThat(TestOutputs actual) {
        return new ContainerAssert(actual.toString(), actual.names(), actual::text);
    }

    /** Assertions on a client's container. */
    public static ContainerAssert assertThat(BlobContainerClient actual) {
        return new ContainerAssert(
                "container " + actual.getBlobContainerName(),
                actual.listBlobs().stream().map(BlobItem::getName).toList(),
                blob -> actual.getBlobClient(blob).downloadContent().toString());
    }

    /** Assertions on a fake: requests, what it could not do, its time. */
    public static FakeAzureAssert assertThat(FakeAzure actual) {
        return new FakeAzureAssert(actual);
    }
}
