package io.github.batchbench.assertj;

import com.microsoft.azure.batch.BatchClient;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what is in the account of a client. */
public final class BatchClientAssert extends AbstractAssert<BatchClientAssert, BatchClient> {
    BatchClientAssert(BatchClient actual) {
        super(actual, BatchClientAssert.class);
    }

    /** Goes on to a job as it is now. */
    public JobAssert job(String id) {
        isNotNull();
        return ObservedService.of(actual).job(id);
    }

    /** Goes on to a pool as it is now. */
    public PoolAssert pool(String id) {
        isNotNull();
        return ObservedService.of(actual).pool(id);
    }

    /** There is no job that is not being deleted. */
    public BatchClientAssert hasNoJobs() {
        return hasNone("job");
    }

    /** There is no pool that is not being deleted. */
    public BatchClientAssert hasNoPools() {
        return hasNone("pool");
    }

    private BatchClientAssert hasNone(String kind) {
        isNotNull();
        List<String> ids = ObservedService.of(actual).ids(kind);
        if (!ids.isEmpty()) {
            failWithMessage("Expected no %s but there are %s", kind, ids);
        }
        return this;
    }
}
