package io.github.batchbench.fake.init;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.protocol.blob.format.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Adds users to the nodes of a pool, once it has its nodes. */
final class NodeUsers {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** In virtual time nothing takes long: what is not there after so many events does not come. */
    private static final int MOST_EVENTS = 100_000;

    private static final Set<NodeState> ON_THE_WAY = Set.of(NodeState.CREATING, NodeState.STARTING);

    private final BatchAccount account;
    private final InitialCalls calls;
    private final String version;

    NodeUsers(BatchAccount account, InitialCalls calls, String version) {
        this.account = account;
        this.calls = calls;
        this.version = version;
    }

    /** Those of one pool. */
    void put(Field pool) {
        List<Field> users = pool.list(InitialBatchAccount.NODE_USERS);
        if (users.isEmpty()) {
            return;
        }
        String id = pool.required("id").text();
        awaitNodes(pool, id);
        for (ComputeNode node :
                account.exclusively(() -> account.pools().get(id).nodes())) {
            for (Field user : users) {
                String to = "/pools/" + Percent.encode(id) + "/nodes/" + Percent.encode(node.id()) + "/users";
                calls.addUser(user, version, to);
            }
        }
    }

    private void awaitNodes(Field pool, String id) {
        try {
            if (!account.timeline().isVirtual()) {
                if (account.timeline().await(() -> hasItsNodes(id), PATIENCE)) {
                    return;
                }
            } else {
                for (int events = 0; events < MOST_EVENTS; events++) {
                    if (account.exclusively(() -> hasItsNodes(id))) {
                        return;
                    }
                    account.timeline().advanceToNext();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw pool.wrong("its nodes are not there after " + PATIENCE.toSeconds()
                + " seconds, so they cannot be given users; with the latencies that are called instant they would be.");
    }

    private boolean hasItsNodes(String id) {
        Pool pool = account.pools().get(id);
        return pool.allocation().is(AllocationState.STEADY)
                && pool.nodes().stream()
                        .noneMatch(node -> ON_THE_WAY.contains(node.lifecycle().state()));
    }
}
