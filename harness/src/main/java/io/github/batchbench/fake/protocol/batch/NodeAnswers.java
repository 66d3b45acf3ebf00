package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.protocol.batch.view.NodeView;
import io.github.batchbench.fake.service.BatchAccount;
import java.util.Map;

/** The operations on nodes. */
final class NodeAnswers {
    private final BatchAccount account;

    NodeAnswers(BatchAccount account) {
        this.account = account;
    }

    Map<String, Answerer> operations() {
        return Map.of("ComputeNode_List", this::list, "ComputeNode_Get", this::get);
    }

    private Answer list(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.place("poolId"));
            return Listing.of(
                            "nodes",
                            pool.nodes(),
                            ComputeNode::id,
                            node -> NodeView.of(
                                    pool, node, call.base(), call.version().text()))
                    .answer(call);
        });
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.place("poolId"));
            ComputeNode node = account.pools().node(pool.id(), call.place("nodeId"));
            return Answer.json(
                    200,
                    call.entity(
                            "nodes/@Element",
                            NodeView.of(pool, node, call.base(), call.version().text())));
        });
    }
}
