package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All nodes of a pool, a column for each property, so that ten thousand are a small answer. */
final class NodeColumns {
    private NodeColumns() {}

    static Map<String, Object> of(BatchAccount account, String poolId) {
        return account.exclusively(() -> columns(account.pools().get(poolId)));
    }

    private static Map<String, Object> columns(Pool pool) {
        List<ComputeNode> nodes = pool.nodes();
        List<String> names = new ArrayList<>();
        List<String> ids = new ArrayList<>(nodes.size());
        List<Integer> states = new ArrayList<>(nodes.size());
        List<Integer> slots = new ArrayList<>(nodes.size());
        List<Integer> running = new ArrayList<>(nodes.size());
        List<Integer> run = new ArrayList<>(nodes.size());
        List<Boolean> dedicated = new ArrayList<>(nodes.size());
        for (ComputeNode node : nodes) {
            String state = node.state().wireName();
            if (!names.contains(state)) {
                names.add(state);
            }
            ids.add(node.id());
            states.add(names.indexOf(state));
            slots.add(node.usedSlots());
            running.add(node.countOfRunningTasks());
            run.add(node.totalTasksRun());
            dedicated.add(node.identity().dedicated());
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("slotsPerNode", pool.slotsPerNode());
        columns.put("states", names);
        columns.put("id", ids);
        columns.put("state", states);
        columns.put("slots", slots);
        columns.put("running", running);
        columns.put("run", run);
        columns.put("dedicated", dedicated);
        return columns;
    }
}
