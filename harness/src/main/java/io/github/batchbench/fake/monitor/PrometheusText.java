package io.github.batchbench.fake.monitor;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.history.AccountHistory;
import io.github.batchbench.fake.history.EventKind;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.VmSizes;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metrics of Batch accounts by the names that Azure Monitor has for them, in the text format of Prometheus: what is
 * there now as gauges, events as counters, whose names end in {@code _total} as Prometheus wants it. Azure's dimensions
 * {@code poolId} and {@code jobId} are labels, and so is the account.
 */
public final class PrometheusText {
    /** The media type of {@link #text}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String ACCOUNT = "account";

    /** Azure counts nodes in these states. */
    private static final Map<NodeState, String> BY_STATE = new EnumMap<>(Map.ofEntries(
            Map.entry(NodeState.CREATING, "CreatingNodeCount"),
            Map.entry(NodeState.STARTING, "StartingNodeCount"),
            Map.entry(NodeState.WAITING_FOR_START_TASK, "WaitingForStartTaskNodeCount"),
            Map.entry(NodeState.START_TASK_FAILED, "StartTaskFailedNodeCount"),
            Map.entry(NodeState.IDLE, "IdleNodeCount"),
            Map.entry(NodeState.RUNNING, "RunningNodeCount"),
            Map.entry(NodeState.REBOOTING, "RebootingNodeCount"),
            Map.entry(NodeState.REIMAGING, "ReimagingNodeCount"),
            Map.entry(NodeState.LEAVING_POOL, "LeavingPoolNodeCount"),
            Map.entry(NodeState.PREEMPTED, "PreemptedNodeCount"),
            Map.entry(NodeState.UNUSABLE, "UnusableNodeCount"),
            Map.entry(NodeState.OFFLINE, "OfflineNodeCount"),
            Map.entry(NodeState.UNKNOWN, "UnknownStateNodeCount")));

    private PrometheusText() {}

    /** What accounts come to now, by their names. */
    public static String text(Map<String, BatchAccount> accounts) {
        List<MetricSnapshot> metrics = new ArrayList<>(gauges(accounts));
        metrics.addAll(counters(accounts));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, new MetricSnapshots(metrics));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<MetricSnapshot> gauges(Map<String, BatchAccount> accounts) {
        Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
        accounts.forEach((name, account) -> levels(account)
                .forEach((metric, level) -> gauges.computeIfAbsent(metric, PrometheusText::gauge)
                        .dataPoint(new GaugeDataPointSnapshot(level, Labels.of(ACCOUNT, name), null))));
        return gauges.values().stream()
                .<MetricSnapshot>map(GaugeSnapshot.Builder::build)
                .toList();
    }

    private static GaugeSnapshot.Builder gauge(String metric) {
        return GaugeSnapshot.builder().name(metric).help("Azure Monitor's " + metric + ", as it is now.");
    }

    /** How much there is of everything. */
    private static Map<String, Long> levels(BatchAccount account) {
        return account.exclusively(() -> {
            Map<String, Long> levels = new TreeMap<>();
            List.of("CoreCount", "TotalNodeCount", "LowPriorityCoreCount", "TotalLowPriorityNodeCount")
                    .forEach(metric -> levels.put(metric, 0L));
            BY_STATE.values().forEach(metric -> levels.put(metric, 0L));
            for (Pool pool : account.pools().all()) {
                // A size that only a lifted rule lets through has cores that nobody knows.
                long cores = VmSizes.cores(pool.settings().vmSize()).orElse(0);
                for (ComputeNode node : pool.nodes()) {
                    boolean dedicated = node.identity().dedicated();
                    add(levels, dedicated ? "TotalNodeCount" : "TotalLowPriorityNodeCount", 1);
                    add(levels, dedicated ? "CoreCount" : "LowPriorityCoreCount", cores);
                    String ofState = BY_STATE.get(node.state());
                    if (ofState != null) {
                        add(levels, ofState, 1);
                    }
                }
            }
            return levels;
        });
    }

    private static void add(Map<String, Long> levels, String metric, long more) {
        levels.merge(metric, more, Long::sum);
    }

    private static List<MetricSnapshot> counters(Map<String, BatchAccount> accounts) {
        Map<EventKind, CounterSnapshot.Builder> counters = new EnumMap<>(EventKind.class);
        accounts.forEach((name, account) -> {
            account.recorder().counts().stream()
                    .filter(count -> count.kind().isMetric())
                    .forEach(count -> counters.computeIfAbsent(count.kind(), PrometheusText::counter)
                            .dataPoint(CounterDataPointSnapshot.builder()
                                    .labels(labels(name, count))
                                    .value((double) count.count())
                                    .build()));
        });
        return counters.values().stream()
                .<MetricSnapshot>map(CounterSnapshot.Builder::build)
                .toList();
    }

    private static CounterSnapshot.Builder counter(EventKind kind) {
        return CounterSnapshot.builder()
                .name(kind.azureName())
                .help("Azure Monitor's " + kind.azureName() + ", since the start or the last reset.");
    }

    private static Labels labels(String account, AccountHistory.Count count) {
        Labels labels = Labels.of(ACCOUNT, account);
        if (count.kind().ofPool()) {
            labels = labels.add("poolId", count.poolId());
        }
        return count.kind().ofJob() ? labels.add("jobId", count.jobId()) : labels;
    }
}
