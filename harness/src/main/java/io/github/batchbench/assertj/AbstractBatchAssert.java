package io.github.batchbench.assertj;

import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * What can be said of what is in a Batch account: jobs, tasks, pools, nodes.
 *
 * @param <S> the assertions themselves
 * @param <A> by what the account is asked
 */
public abstract sealed class AbstractBatchAssert<S extends AbstractBatchAssert<S, A>, A> extends AbstractAssert<S, A>
        permits AccountAssert, BatchClientAssert {
    AbstractBatchAssert(A actual, Class<S> self) {
        super(actual, self);
    }

    abstract ObservedService service();

    /** Goes on to a job as it is now. */
    public JobAssert job(String id) {
        isNotNull();
        return service().job(id);
    }

    /** Goes on to a pool as it is now. */
    public PoolAssert pool(String id) {
        isNotNull();
        return service().pool(id);
    }

    /** There is no job that is not being deleted. */
    public S hasNoJobs() {
        return hasNone("job");
    }

    /** There is no pool that is not being deleted. */
    public S hasNoPools() {
        return hasNone("pool");
    }

    private S hasNone(String kind) {
        isNotNull();
        List<String> ids = service().ids(kind);
        if (!ids.isEmpty()) {
            failWithMessage("Expected no %s but there are %s", kind, ids);
        }
        return myself;
    }
}
