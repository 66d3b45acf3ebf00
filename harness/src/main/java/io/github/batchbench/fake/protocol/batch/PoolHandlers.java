package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.protocol.batch.view.PoolView;
import io.github.batchbench.fake.state.Deallocation;
import java.time.Duration;
import java.util.Map;

/** The operations on pools but for auto-scaling. */
final class PoolHandlers {
    static final String FRAGMENT = "pools";

    private static final Duration RESIZE_TIMEOUT = Duration.ofMinutes(15);

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
        PoolRules.check(body, call, account);
        Pool pool = account.pools().add(body);
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
        PoolRules.checkChange(body, call, account);
        return account.exclusively(() -> {
            Pool pool = checked(call);
            Document merged = pool.spec().merged(body);
            return call.written(account.pools().update(pool.id(), merged).revision());
        });
    }

    private Answer updateProperties(Call call) {
        Document body = call.normalisedBody();
        PoolRules.checkChange(body, call, account);
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            // Recorded: where the mode is not named, the pool has one from then on.
            Document replaced = pool.spec()
                    .without("startTask")
                    .with("targetNodeCommunicationMode", "default")
                    .merged(body);
            return call.written(account.pools().update(pool.id(), replaced).revision());
        });
    }

    private Answer resize(Call call) {
        Document body = call.normalisedBody();
        if (!body.has("targetDedicatedNodes") && !body.has("targetLowPriorityNodes")) {
            throw BatchErrorCode.MISSING_REQUIRED_PROPERTY
                    .exception()
                    .with("PropertyName", "targetDedicatedNodes and/or targetLowPriorityNodes");
        }
        return account.exclusively(() -> {
            Pool pool = checked(call);
            PoolSize size = new PoolSize(
                    body.integer("targetDedicatedNodes", pool.target().dedicated()),
                    body.integer("targetLowPriorityNodes", pool.target().lowPriority()));
            return call.written(account.pools()
                    .resize(pool.id(), size, timeout(body), deallocation(body))
                    .revision());
        });
    }

    private Answer stopResize(Call call) {
        return account.exclusively(() -> {
            Pool pool = checked(call);
            return call.written(account.pools().stopResize(pool.id()).revision());
        });
    }

    private Answer removeNodes(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() -> {
            Pool pool = checked(call);
            return call.written(account.pools()
                    .removeNodes(pool.id(), body.strings("nodeList"), timeout(body), deallocation(body))
                    .revision());
        });
    }

    /** The pool, with the request's conditions met. */
    private Pool checked(Call call) {
        Pool pool = account.pools().get(call.pathParameter("poolId"));
        Conditions.check(call, pool.revision());
        return pool;
    }

    private static Duration timeout(Document body) {
        return body.string("resizeTimeout").map(Durations::parse).orElse(RESIZE_TIMEOUT);
    }

    private static Deallocation deallocation(Document body) {
        return body.string("nodeDeallocationOption").map(Deallocation::of).orElse(Deallocation.REQUEUE);
    }
}
