package io.github.batchbench.assertj;

import com.microsoft.azure.batch.BatchClient;

/** Assertions on what is in the account of a client. */
public final class BatchClientAssert extends AbstractBatchAssert<BatchClientAssert, BatchClient> {
    BatchClientAssert(BatchClient actual) {
        super(actual, BatchClientAssert.class);
    }

    @Override
    ObservedService service() {
        return ObservedService.of(actual);
    }
}
