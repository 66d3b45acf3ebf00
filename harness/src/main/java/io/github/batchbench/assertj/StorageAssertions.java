package io.github.batchbench.assertj;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import io.github.batchbench.api.OfflineAccount;
import java.net.URI;

/**
 * Everything of {@link BatchAssertions} and containers of the Blob SDK. Apart, for a project that has the Batch SDK alone
 * could not compile a test that imports {@code assertThat} from here.
 */
public class StorageAssertions extends BatchAssertions {
    /** For classes that add assertions of their own. */
    protected StorageAssertions() {}

    /** Assertions on a client's container. */
    public static ContainerAssert assertThat(BlobContainerClient actual) {
        return new ContainerAssert(
                "container " + actual.getBlobContainerName(),
                () -> actual.listBlobs().stream().map(BlobItem::getName).toList(),
                blob -> actual.getBlobClient(blob).downloadContent().toString(),
                OfflineAccount.pauseAt(URI.create(actual.getBlobContainerUrl())));
    }
}
