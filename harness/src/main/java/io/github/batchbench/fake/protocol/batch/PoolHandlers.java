package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.protocol.batch.view.PoolView;
import java.util.Map;

/** The operations on pools but for auto-scaling. */
final class PoolHandlers {
    static final String FRAGMENT = "pools";

    private final BatchAccount account;

    PoolHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "Pool_Add", this::add,
                "Pool_Get", this::get,
                "Pool_List", this::list,
                "Pool_Exists", this::exists,
                "Pool_Delete", this::delete,
                "Pool_Patch", this::patch,
                "Pool_UpdateProperties", this::updateProperties,
                "Pool_Resize", this::resize,
                "Pool_StopResize", this::stopResize,
                "Pool_RemoveNodes", this::removeNodes);
    }

    private Answer add(Call call) {
        Document body = call.normalisedBody();
        Pool pool = account.pools().add(body, call.authentication());
        return Answer.status(201).with(pool.revision()).withLocation(call.base() + "/pools/" + pool.id());
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            return call.read(
                    FRAGMENT + "/@Element",
                    PoolView.of(pool, call.base(), call.version().text()),
                    pool.revision());
        });
    }

    private Answer list(Call call) {
        return account.exclusively(() -> Listing.of(
                        FRAGMENT,
                        account.pools().all(),
                        Pool::id,
                        pool -> PoolView.of(pool, call.base(), call.version().text()))
                .answer(call));
    }

    private Answer exists(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            boolean modified = Conditions.check(call, pool.revision()) == Conditions.Verdict.PROCEED;
            return Answer.status(modified ? 200 : 304).with(pool.revision());
        });
    }

    private Answer delete(Call call) {
        account.exclusively(() -> {
            checked(call);
            account.pools().delete(call.pathParameter("poolId"));
            return true;
        });
        return Answer.status(202);
    }

    private Answer patch(Call call) {
        Document body = call.normalisedBody();
        account.pools().check(body);
        return account.exclusively(() ->
                call.written(account.pools().patch(checked(call).id(), body).revision()));
    }

    private Answer updateProperties(Call call) {
        Document body = call.normalisedBody();
        account.pools().check(body);
        return account.exclusively(() -> call.written(account.pools()
                .updateProperties(call.pathParameter("poolId"), body)
                .revision()));
    }

    private Answer resize(Call call) {
        PoolSpec.Resize request = PoolSpec.Resize.toSize(call.normalisedBody());
        return account.exclusively(() ->
                call.written(account.pools().resize(checked(call).id(), request).revision()));
    }

    private Answer stopResize(Call call) {
        return account.exclusively(() -> {
            Pool pool = checked(call);
            return call.written(account.pools().stopResize(pool.id()).revision());
        });
    }

    private Answer removeNodes(Call call) {
        PoolSpec.Resize request = new PoolSpec.Resize(call.normalisedBody());
        return account.exclusively(() -> call.written(
                account.pools().removeNodes(checked(call).id(), request).revision()));
    }

    /** The pool, with the request's conditions met. */
    private Pool checked(Call call) {
        Pool pool = account.pools().get(call.pathParameter("poolId"));
        Conditions.check(call, pool.revision());
        return pool;
    }
}
