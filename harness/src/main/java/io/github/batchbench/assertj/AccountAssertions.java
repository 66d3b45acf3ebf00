package io.github.batchbench.assertj;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.AzureAccount;
import org.assertj.core.api.Assertions;

/**
 * AssertJ's own {@code assertThat} and all of the kit's that need no SDK, so that one static import is enough, whatever
 * client a project uses. {@link BatchAssertions} and {@link BlobAssertions} have the clients of one SDK each, and {@link
 * StorageAssertions} those of both.
 */
public class AccountAssertions extends Assertions {
    /** For classes that add assertions of their own. */
    protected AccountAssertions() {}

    /** Assertions on what a run came to. */
    public static WorkflowResultAssert assertThat(WorkflowResult actual) {
        return new WorkflowResultAssert(actual);
    }

    /** Assertions on how a task of a run went. */
    public static TaskOutcomeAssert assertThat(TaskOutcome actual) {
        return new TaskOutcomeAssert(actual);
    }

    /** Assertions on what is in an account: jobs, tasks, pools, nodes. */
    public static AccountAssert assertThat(AzureAccount actual) {
        return new AccountAssert(actual);
    }

    /** Assertions on a pool of a test. */
    public static PoolAssert assertThat(TestPool actual) {
        return new ObservedService(actual.service(), actual.pause()).pool(actual.id());
    }

    /** Assertions on a job of a test. */
    public static JobAssert assertThat(TestJob actual) {
        return new ObservedService(actual.service(), actual.pause()).job(actual.id());
    }

    /** Assertions on tasks of a test, once all of them are over. */
    public static TasksAssert assertThat(TestTasks actual) {
        ObservedService service =
                new ObservedService(actual.job().service(), actual.job().pause());
        return new TasksAssert(actual.await().reports(), service, actual.job().id());
    }

    /** Assertions on a container of a test. */
    public static ContainerAssert assertThat(TestContainer actual) {
        return new ContainerAssert(actual.toString(), actual::blobs, actual::text, actual.pause());
    }

    /** Assertions on what tasks of a test have uploaded. */
    public static ContainerAssert assertThat(TestOutputs actual) {
        return new ContainerAssert(actual.toString(), actual::names, actual::text, actual.pause());
    }

    /** Assertions on a fake: requests, what it could not do, its time. */
    public static FakeAzureAssert assertThat(FakeAzure actual) {
        return new FakeAzureAssert(actual);
    }
}
