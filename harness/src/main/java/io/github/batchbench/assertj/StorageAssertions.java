package io.github.batchbench.assertj;

import com.azure.storage.blob.BlobContainerClient;

/**
 * Everything of {@link BatchAssertions} and containers of the Blob SDK. Apart, for a project that has the Batch SDK alone
 * could not compile a test that imports {@code assertThat} from here.
 */
public class StorageAssertions extends BatchAssertions {
    /** For classes that add assertions of their own. */
    protected StorageAssertions() {}

    /** Assertions on a client's container. */
    public static ContainerAssert assertThat(BlobContainerClient actual) {
        return BlobAssertions.assertThat(actual);
    }
}
