package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.VmSizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which nodes were there when, for the account's usage metrics. */
public final class NodeUsage {
    /** The service sums up half hours (recorded). */
    private static final Duration WINDOW = Duration.ofMinutes(30);

    private static final Pattern CORES = Pattern.compile("standard_[a-z]+(\\d+).*");

    /** What the nodes of a pool came to in a half hour. */
    public record Metric(String poolId, String vmSize, Instant start, Instant end, double coreHours) {}

    private record Stay(NodeIdentity node, String vmSize, Instant from) {}

    private final Map<NodeIdentity, Stay> present = new HashMap<>();
    private final Map<Instant, Map<String, Metric>> windows = new TreeMap<>();

    private long changes;

    /** How often something has changed. */
    public long changes() {
        return changes;
    }

    void arrived(NodeIdentity node, String vmSize, Instant at) {
        changes++;
        present.put(node, new Stay(node, vmSize, at));
    }

    void left(NodeIdentity node, Instant at) {
        Stay stay = present.remove(node);
        if (stay != null) {
            changes++;
            add(windows, stay, at);
        }
    }

    void clear() {
        changes++;
        present.clear();
        windows.clear();
    }

    /**
     * The half hours that lie within two times and are over.
     *
     * @param now nodes that are still there are counted up to it
     */
    public List<Metric> metrics(Instant from, Instant to, Instant now) {
        Map<Instant, Map<String, Metric>> all = new TreeMap<>();
        windows.forEach((window, metrics) -> all.put(window, new TreeMap<>(metrics)));
        present.values().forEach(stay -> add(all, stay, now));
        List<Metric> found = new ArrayList<>();
        for (Map<String, Metric> metrics : all.values()) {
            for (Metric metric : metrics.values()) {
                boolean over = !metric.end().isAfter(now);
                if (over && !metric.start().isBefore(from) && !metric.end().isAfter(to)) {
                    found.add(metric);
                }
            }
        }
        return found;
    }

    /** The start of the last half hour that is over. */
    public static Instant lastWindow(Instant now) {
        return windowOf(now).minus(WINDOW);
    }

    private static Instant windowOf(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), WINDOW.toSeconds()) * WINDOW.toSeconds());
    }

    private static void add(Map<Instant, Map<String, Metric>> windows, Stay stay, Instant to) {
        Instant from = stay.from();
        while (from.isBefore(to)) {
            Instant window = windowOf(from);
            Instant end = window.plus(WINDOW);
            Instant until = end.isBefore(to) ? end : to;
            double hours = Duration.between(from, until).toMillis() / 3_600_000.0 * cores(stay.vmSize());
            Metric metric = new Metric(stay.node().poolId(), stay.vmSize(), window, end, hours);
            windows.computeIfAbsent(window, start -> new TreeMap<>()).merge(metric.poolId(), metric, NodeUsage::sum);
            from = until;
        }
    }

    private static Metric sum(Metric a, Metric b) {
        return new Metric(a.poolId(), a.vmSize(), a.start(), a.end(), a.coreHours() + b.coreHours());
    }

    /** Of a size that is not known, which only a lenient service takes, the first number of its name. */
    private static int cores(String vmSize) {
        OptionalInt known = VmSizes.cores(vmSize);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        Matcher matcher = CORES.matcher(vmSize.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 1;
    }

    /**
     * What they came to, by pool and half hour, of the half hours that lie between two times; of the last one that is over if neither is
     * given.
     */
    public List<Metric> between(@Nullable Instant from, @Nullable Instant to, Instant now) {
        Instant start = from != null ? from : to != null ? Instant.MIN : lastWindow(now);
        return metrics(start, to != null ? to : now, now);
    }

    /** What is kept of it, to be there again later. */
    public record Kept(List<Arrival> present, List<Metric> past) {}

    /** A node that is there. */
    public record Arrival(NodeIdentity node, String vmSize, Instant from) {}

    /** What is kept of it. */
    public Kept kept() {
        return new Kept(
                present.values().stream()
                        .map(stay -> new Arrival(stay.node(), stay.vmSize(), stay.from()))
                        .toList(),
                windows.values().stream()
                        .flatMap(metrics -> metrics.values().stream())
                        .toList());
    }

    /** What it had come to. */
    public void restore(Kept kept) {
        clear();
        kept.present().forEach(node -> present.put(node.node(), new Stay(node.node(), node.vmSize(), node.from())));
        kept.past()
                .forEach(metric -> windows.computeIfAbsent(metric.start(), start -> new TreeMap<>())
                        .put(metric.poolId(), metric));
    }
}
