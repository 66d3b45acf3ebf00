package io.github.batchbench.assertj;

import com.microsoft.azure.batch.BatchClient;

/**
 * Everything of {@link AccountAssertions} and the client of the Batch SDK 11. Apart, for a project without that SDK could not
 * compile a test that imports {@code assertThat} from here.
 */
public class BatchAssertions extends AccountAssertions {
    /** For classes that add assertions of their own. */
    protected BatchAssertions() {}

    /** Assertions on what is in a client's account: jobs, tasks, pools, nodes. */
    public static BatchClientAssert assertThat(BatchClient actual) {
        return new BatchClientAssert(actual);
    }
}
