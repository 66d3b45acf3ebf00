package io.github.batchbench.assertj;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.TestContainer;
import java.net.URI;
import org.assertj.core.api.Assertions;

/**
 * AssertJ's own {@code assertThat} and the kit's for Blob storage, for a project that has the Blob SDK alone: it could not
 * compile a test that imports {@code assertThat} from {@link StorageAssertions}, which knows the Batch SDK's client too.
 */
public class BlobAssertions extends Assertions {
    /** For classes that add assertions of their own. */
    protected BlobAssertions() {}

    /** Assertions on a client's container. */
    public static ContainerAssert assertThat(BlobContainerClient actual) {
        return new ContainerAssert(
                "container " + actual.getBlobContainerName(),
                () -> actual.listBlobs().stream().map(BlobItem::getName).toList(),
                blob -> actual.getBlobClient(blob).downloadContent().toString(),
                OfflineAccount.pauseAt(URI.create(actual.getBlobContainerUrl())));
    }

    /** Assertions on a container of a test. */
    public static ContainerAssert assertThat(TestContainer actual) {
        return new ContainerAssert(actual.toString(), actual::blobs, actual::text, actual.pause());
    }

    /** Assertions on a fake: requests, what it could not do, its time. */
    public static FakeAzureAssert assertThat(FakeAzure actual) {
        return new FakeAzureAssert(actual);
    }
}
