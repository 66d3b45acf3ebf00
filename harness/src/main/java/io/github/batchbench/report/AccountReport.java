package io.github.batchbench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.monitor.HistoryJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account is like now and how it came there, as data of an {@link OfflinePage}. Secrets of users are still in it:
 * whoever writes it hides them.
 */
public final class AccountReport {
    private static final int MOST_TASKS = 5000;
    private static final int MOST_FILES = 100;
    private static final int MOST_NODES = 100;
    private static final long MOST_BYTES = 16 * 1024;
    private static final List<String> OUTPUTS = List.of("stderr.txt", "stdout.txt");
    private static final Set<NodeState> BROKEN = EnumSet.of(NodeState.START_TASK_FAILED, NodeState.UNUSABLE);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BatchAccount account;
    private final ObjectNode out = JSON.createObjectNode();

    /** Whose files are still to be read, as that is not done under the lock. */
    private final List<Writer> writers = new ArrayList<>();

    private record Writer(ObjectNode shown, NodeIdentity node, String directory) {}

    private AccountReport(BatchAccount account) {
        this.account = account;
    }

    /** The account as it is now. */
    public static ObjectNode of(BatchAccount account) {
        AccountReport report = new AccountReport(account);
        account.exclusively(() -> {
            report.pools();
            report.tasks();
            return Boolean.TRUE;
        });
        report.writers.forEach(report::outputs);
        report.why();
        report.out.set("history", HistoryJson.of(account.recorder().history()));
        return report.out;
    }

    private void pools() {
        ArrayNode pools = out.putArray("pools");
        ArrayNode nodes = out.putArray("nodes");
        for (Pool pool : account.pools().all()) {
            List<ComputeNode> all = pool.nodes();
            ObjectNode shown = pools.addObject()
                    .put("id", pool.id())
                    .put("state", pool.state().wireName())
                    .put("allocation", pool.allocation().state().wireName())
                    .put("nodes", all.size())
                    .put("target", pool.target().total())
                    .put("vmSize", pool.settings().vmSize());
            Map<String, Integer> byState = new TreeMap<>();
            all.forEach(node -> byState.merge(node.state().wireName(), 1, Integer::sum));
            ObjectNode counts = shown.putObject("byState");
            byState.forEach(counts::put);
            ArrayNode errors = shown.putArray("errors");
            pool.resizeErrors().forEach(error -> errors.add(error.code() + ": " + error.message()));
            all.stream()
                    .filter(node -> BROKEN.contains(node.state()))
                    .limit(Math.max(0, MOST_NODES - nodes.size()))
                    .forEach(node -> broken(nodes.addObject(), pool, node));
        }
    }

    private void broken(ObjectNode shown, Pool pool, ComputeNode node) {
        shown.put("id", node.id())
                .put("pool", pool.id())
                .put("state", node.state().wireName());
        ArrayNode errors = shown.putArray("errors");
        node.errors().forEach(error -> errors.add(error.code() + ": " + error.message()));
        RunInfo startTask = node.startTask();
        if (startTask != null) {
            run(shown.putObject("startTask"), startTask);
            writers.add(new Writer(shown, node.identity(), Directories.STARTUP));
        }
    }

    /** Those that failed come first, then those that are not over. */
    private void tasks() {
        record OfJob(Job job, Task task) {}
        List<OfJob> all = new ArrayList<>();
        account.jobs().all().forEach(job -> job.tasks().forEach(task -> all.add(new OfJob(job, task))));
        all.sort(Comparator.comparingInt(each -> rank(each.task())));
        ArrayNode tasks = out.putArray("tasks");
        all.stream().limit(MOST_TASKS).forEach(each -> task(tasks.addObject(), each.job(), each.task()));
        out.put("tasksLeftOut", Math.max(0, all.size() - MOST_TASKS));
    }

    private static int rank(Task task) {
        if (task.state() != TaskState.COMPLETED) {
            return 1;
        }
        return task.succeeded() ? 2 : 0;
    }

    private void task(ObjectNode shown, Job job, Task task) {
        shown.put("job", job.id()).put("id", task.id());
        boolean over = task.state() == TaskState.COMPLETED;
        shown.put(
                "state",
                over ? task.succeeded() ? "succeeded" : "failed" : task.state().wireName());
        shown.put("commandLine", task.spec().string("commandLine").orElse(""));
        time(shown, "created", task.creationTime());
        run(shown, task.run());
        NodeIdentity node = task.node();
        if (node != null) {
            shown.put("node", node.nodeId());
            if (!task.filesRemoved() && writers.size() < MOST_FILES) {
                writers.add(new Writer(shown, node, Directories.ofTask(job, task.id())));
            }
        }
    }

    private static void run(ObjectNode shown, RunInfo run) {
        time(shown, "start", run.startTime());
        time(shown, "end", run.endTime());
        Integer exitCode = run.exitCode();
        if (exitCode != null) {
            shown.put("exitCode", exitCode);
        }
        shown.put("retries", run.retryCount()).put("requeues", run.requeueCount());
        FailureInfo failure = run.failure();
        if (failure != null) {
            ObjectNode why =
                    shown.putObject("failure").put("code", failure.code()).put("message", failure.message());
            ArrayNode details = why.putArray("details");
            failure.details()
                    .forEach(detail ->
                            details.addObject().put("name", detail.name()).put("value", detail.value()));
        }
    }

    private void outputs(Writer writer) {
        ObjectNode files = writer.shown().putObject("files");
        NodeFiles ofNode = account.agent().files(writer.node());
        for (String name : OUTPUTS) {
            try {
                Optional<NodeFiles.Entry> entry = ofNode.entry(writer.directory() + "/" + name);
                if (entry.isPresent()) {
                    TextFiles.end(ofNode, entry.get(), MOST_BYTES).ifPresent(text -> files.put(name, text));
                }
            } catch (IOException e) {
                files.put(name, "(cannot be read: " + e + ")");
            }
        }
    }

    private void why() {
        ArrayNode why = out.putArray("why");
        account.reasons().waiting().forEach((job, reasons) -> {
            ArrayNode all = why.addObject().put("job", job).putArray("reasons");
            reasons.forEach(all::add);
        });
    }

    private static void time(ObjectNode shown, String name, @Nullable Instant at) {
        if (at != null) {
            shown.put(name, at.toString());
        }
    }
}
