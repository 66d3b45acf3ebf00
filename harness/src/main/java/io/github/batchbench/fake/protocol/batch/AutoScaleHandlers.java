package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.protocol.batch.view.PoolView;
import java.util.Map;

/** The operations on a pool's auto-scaling. */
final class AutoScaleHandlers {
    private final BatchAccount account;

    AutoScaleHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.of(
                "Pool_EnableAutoScale", this::enable,
                "Pool_DisableAutoScale", this::disable,
                "Pool_EvaluateAutoScale", this::evaluate);
    }

    private Answer enable(Call call) {
        Document body = call.normalisedBody();
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            Conditions.check(call, pool.revision());
            account.autoScaling()
                    .enable(pool.id(), body.string("autoScaleFormula"), body.duration("autoScaleEvaluationInterval"));
            return call.written(pool.revision());
        });
    }

    private Answer disable(Call call) {
        return account.exclusively(() -> call.written(
                account.autoScaling().disable(call.pathParameter("poolId")).revision()));
    }

    /** A formula with an error is a success too, with the error in its body (recorded). */
    private Answer evaluate(Call call) {
        String formula = call.normalisedBody().string("autoScaleFormula").orElse("");
        AutoScaleRun run = account.autoScaling().evaluate(call.pathParameter("poolId"), formula);
        String fragment = "Microsoft.Azure.Batch.Protocol.Entities.AutoScaleRun";
        return Answer.json(200, call.entity(fragment, PoolView.autoScaleRun(run)))
                .withId(call.url());
    }
}
