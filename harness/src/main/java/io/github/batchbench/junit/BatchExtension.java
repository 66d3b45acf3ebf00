package io.github.batchbench.junit;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.workflow.BatchWorkflow;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link BatchTest} registers. It has no state: JUnit keeps, and closes, what belongs to a class. Thread-safe. */
public final class BatchExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BatchExtension.class);

    /** By own type only: who asks for {@link Object} or {@link AutoCloseable} means somebody else. */
    private static final Map<Class<?>, Function<OfflineFixture, Object>> PARAMETERS = Map.of(
            FakeAzure.class, OfflineFixture::azure,
            AzureAccount.class, OfflineFixture::account,
            BatchClient.class, OfflineFixture::batchClient,
            BlobServiceClient.class, OfflineFixture::blobClient,
            BatchWorkflow.class, OfflineFixture::workflow);

    /** Made by JUnit. */
    public BatchExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Function<OfflineFixture, Object> part =
                PARAMETERS.get(parameter.getParameter().getType());
        if (part == null) {
            throw new ParameterResolutionException("Not a parameter of @BatchTest: " + parameter.getParameter());
        }
        return part.apply(fixture(context));
    }

    @SuppressWarnings("deprecation") // The method that replaces it is not in JUnit 5.
    private static OfflineFixture fixture(ExtensionContext context) {
        return Objects.requireNonNull(outermostClass(context)
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(OfflineFixture.class, type -> OfflineFixture.start(), OfflineFixture.class));
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        ExtensionContext above = context;
        while (above.getTestClass().isPresent()) {
            outermost = above;
            above = above.getParent().orElseGet(context::getRoot);
        }
        return outermost;
    }
}
