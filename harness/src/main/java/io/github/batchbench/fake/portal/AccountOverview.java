package io.github.batchbench.fake.portal;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.TaskCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All pools and jobs of an account, a line each. Thread-safe. */
final class AccountOverview {
    private final BatchAccount account;

    AccountOverview(BatchAccount account) {
        this.account = account;
    }

    /** How much there is, and what is in the way of it. */
    Map<String, Object> counts() {
        Map<String, Object> all = new LinkedHashMap<>();
        account.exclusively(() -> {
            all.put("now", account.timeline().instant().toEpochMilli());
            all.put("virtual", account.timeline().isVirtual());
            all.put("pools", pools());
            all.put("jobs", jobs());
            return true;
        });
        all.put("waiting", account.reasons().waiting());
        return all;
    }

    List<Map<String, Object>> pools() {
        return account.exclusively(
                () -> account.pools().all().stream().map(AccountOverview::pool).toList());
    }

    List<Map<String, Object>> jobs() {
        return account.exclusively(
                () -> account.jobs().all().stream().map(AccountOverview::job).toList());
    }

    /** The same with what each job waits for. */
    List<Map<String, Object>> jobsAndReasons() {
        Map<String, List<String>> waiting = account.reasons().waiting();
        List<Map<String, Object>> all = jobs();
        all.forEach(line -> line.put("waits", waiting.getOrDefault(String.valueOf(line.get("id")), List.of())));
        return all;
    }

    private static Map<String, Object> pool(Pool pool) {
        Map<String, Integer> states = new TreeMap<>();
        int usedSlots = 0;
        for (ComputeNode node : pool.nodes()) {
            states.merge(node.state().wireName(), 1, Integer::sum);
            usedSlots += node.usedSlots();
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", pool.id());
        line.put("state", pool.state().wireName());
        line.put(
                "allocation",
                pool.allocation().is(AllocationState.STEADY)
                        ? "steady"
                        : pool.allocation().state().wireName());
        line.put("vmSize", pool.settings().vmSize());
        line.put("current", size(pool.current()));
        line.put("target", size(pool.target()));
        line.put("slotsPerNode", pool.slotsPerNode());
        line.put("usedSlots", usedSlots);
        line.put("nodes", states);
        line.put("startTaskFailed", states.getOrDefault(NodeState.START_TASK_FAILED.wireName(), 0));
        line.put("autoScales", pool.autoScales());
        line.put(
                "resizeErrors",
                pool.resizeErrors().stream()
                        .map(error -> Map.of("code", error.code(), "message", error.message()))
                        .toList());
        line.put("created", pool.creationTime().toEpochMilli());
        return line;
    }

    private static Map<String, Integer> size(PoolSize size) {
        return Map.of("dedicated", size.dedicated(), "lowPriority", size.lowPriority());
    }

    private static Map<String, Object> job(Job job) {
        TaskCounts counts = job.taskCounts();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", job.id());
        line.put("state", job.state().wireName());
        line.put("pool", job.poolId());
        line.put("priority", job.settings().priority());
        line.put("active", counts.active());
        line.put("running", counts.running());
        line.put("succeeded", counts.succeeded());
        line.put("failed", counts.failed());
        line.put("created", job.creationTime().toEpochMilli());
        line.put("ended", millis(job.endTime()));
        line.put("reason", job.terminateReason());
        return line;
    }

    static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }
}
