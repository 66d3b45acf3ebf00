package io.github.batchbench.junit;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.fake.node.TaskScripts;
import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.fake.server.FakeClock;
import io.github.batchbench.fake.server.faults.Faults;
import io.github.batchbench.resource.StagedApplication;
import io.github.batchbench.resource.StagedFile;
import io.github.batchbench.resource.TestContainer;
import io.github.batchbench.resource.TestJob;
import io.github.batchbench.resource.TestOutputs;
import io.github.batchbench.resource.TestPool;
import io.github.batchbench.resource.TestTasks;
import io.github.batchbench.workflow.BatchWorkflow;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a test can ask for, by own type only: who asks for {@link Object} or {@link AutoCloseable} means somebody else. */
final class Parts {
    private static final Map<Class<?>, Function<FakeAzure, Object>> OF_THE_FAKE = Map.of(
            FakeAzure.class, azure -> azure,
            FakeClock.class, FakeAzure::clock,
            Faults.class, FakeAzure::faults,
            TaskScripts.class, FakeAzure::scripts);

    private static final Map<Class<?>, Function<Site, Object>> OF_ANY_ACCOUNT = Map.of(
            AzureAccount.class, site -> site.bed().account(),
            BatchClient.class, site -> site.bed().batchClient(),
            BlobServiceClient.class, site -> site.bed().blobClient(),
            BatchWorkflow.class, site -> site.bed().workflow());

    private static final Map<Class<?>, Function<Fixtures, Object>> FIXTURES = Map.of(
            TestContainer.class, Fixtures::container,
            StagedFile.class, Fixtures::stagedFile,
            StagedApplication.class, Fixtures::application,
            TestPool.class, Fixtures::pool,
            TestJob.class, Fixtures::job,
            TestTasks.class, Fixtures::tasks,
            TestOutputs.class, Fixtures::outputs);

    private static final Map<Class<?>, Function<Site, Object>> ALL = all();

    private Parts() {}

    private static Map<Class<?>, Function<Site, Object>> all() {
        Map<Class<?>, Function<Site, Object>> all = new HashMap<>(OF_ANY_ACCOUNT);
        FIXTURES.forEach((type, part) -> all.put(type, site -> part.apply(site.fixtures())));
        OF_THE_FAKE.forEach((type, part) -> all.put(type, site -> part.apply(site.azure(type))));
        return Map.copyOf(all);
    }

    static boolean contains(Class<?> type) {
        return ALL.containsKey(type);
    }

    /** Whether only an offline run has it. */
    static boolean isOfTheFake(Class<?> type) {
        return OF_THE_FAKE.containsKey(type);
    }

    static Function<Site, Object> of(Class<?> type) {
        Function<Site, Object> part = ALL.get(type);
        if (part == null) {
            throw new IllegalArgumentException(type.getName() + " is not among " + names() + ".");
        }
        return part;
    }

    /** The types for people. */
    static String names() {
        return ALL.keySet().stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }
}
