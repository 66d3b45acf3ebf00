package io.github.batchbench.junit;

import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeClock;
import io.github.batchbench.api.Faults;
import io.github.batchbench.api.StagedApplication;
import io.github.batchbench.api.StagedFile;
import io.github.batchbench.api.TaskScripts;
import io.github.batchbench.api.TestContainer;
import io.github.batchbench.api.TestJob;
import io.github.batchbench.api.TestOutputs;
import io.github.batchbench.api.TestPool;
import io.github.batchbench.api.TestTasks;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.MissingSdkException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a test can ask for, by own type only: who asks for {@link Object} or {@link AutoCloseable} means somebody else.
 * Types are known by their names, for a project need not have both SDKs.
 */
final class FixtureTypes {
    private static final Map<String, Function<FakeAzure, Object>> OF_THE_FAKE = Map.of(
            name(FakeAzure.class), azure -> azure,
            name(FakeClock.class), FakeAzure::clock,
            name(Faults.class), FakeAzure::faults,
            name(TaskScripts.class), FakeAzure::scripts);

    private static final Map<String, Function<FixtureContext, Object>> OF_ANY_ACCOUNT = Map.of(
            name(AzureAccount.class),
            fixtureContext -> fixtureContext.bed().account(),
            "com.microsoft.azure.batch.BatchClient",
            fixtureContext -> fixtureContext.bed().batchClient(),
            "com.azure.storage.blob.BlobServiceClient",
            fixtureContext -> fixtureContext.bed().blobClient(),
            "com.azure.resourcemanager.batch.BatchManager",
            fixtureContext -> fixtureContext.bed().batchManager(),
            name(BatchWorkflow.class),
            fixtureContext -> fixtureContext.bed().workflow());

    private static final Map<String, Function<Fixtures, Object>> FIXTURES = Map.of(
            name(TestContainer.class), Fixtures::container,
            name(StagedFile.class), Fixtures::stagedFile,
            name(StagedApplication.class), Fixtures::application,
            name(TestPool.class), Fixtures::pool,
            name(TestJob.class), Fixtures::job,
            name(TestTasks.class), Fixtures::tasks,
            name(TestOutputs.class), Fixtures::outputs);

    private static final Map<String, Function<FixtureContext, Object>> ALL = all();

    private FixtureTypes() {}

    private static String name(Class<?> type) {
        return type.getName();
    }

    private static Map<String, Function<FixtureContext, Object>> all() {
        Map<String, Function<FixtureContext, Object>> all = new HashMap<>(OF_ANY_ACCOUNT);
        FIXTURES.forEach((type, part) -> all.put(type, fixtureContext -> part.apply(fixtureContext.fixtures())));
        OF_THE_FAKE.forEach((type, part) -> all.put(
                type, fixtureContext -> part.apply(fixtureContext.azure(type.substring(type.lastIndexOf('.') + 1)))));
        return Map.copyOf(all);
    }

    static boolean contains(Class<?> type) {
        return ALL.containsKey(type.getName());
    }

    /** Whether only an offline run has it. */
    static boolean isOfTheFake(Class<?> type) {
        return OF_THE_FAKE.containsKey(type.getName());
    }

    /**
     * What makes one.
     *
     * @throws MissingSdkException when it is made, if it needs an SDK that the project has not
     */
    static Function<FixtureContext, Object> of(Class<?> type) {
        Function<FixtureContext, Object> part = ALL.get(type.getName());
        if (part == null) {
            throw new IllegalArgumentException(type.getName() + " is not among " + names() + ".");
        }
        return fixtureContext -> MissingSdkException.named(() -> part.apply(fixtureContext));
    }

    /** The types for people. */
    static String names() {
        return ALL.keySet().stream()
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
