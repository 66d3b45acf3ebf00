package io.github.batchbench.assertj;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import io.github.batchbench.api.OfflineAccount;
import java.net.URI;

/**
 * Everything of {@link AccountAssertions} and containers of the Blob SDK, for a project that has that SDK alone: it could not
 * compile a test that imports {@code assertThat} from {@link StorageAssertions}, which knows the Batch SDK's client too.
 */
public class BlobAssertions extends AccountAssertions {
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
}
