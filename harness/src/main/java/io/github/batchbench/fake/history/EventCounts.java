package io.github.batchbench.fake.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each kind of event has happened, by pool and job as Azure's metrics are. Under the lock. */
final class EventCounts {
    /** More pairs of pool and job than this are counted together for each kind, or a scrape would grow without end. */
    private static final int MOST = 1000;

    /** What the events of a kind are counted by; an empty text where it is of no pool or no job. */
    private record Source(String poolId, String jobId) {
        private static final Source REST = new Source("(others)", "(others)");
    }

    private final Map<EventKind, Map<Source, Long>> counts = new EnumMap<>(EventKind.class);

    void count(EventKind kind, String poolId, String jobId) {
        Map<Source, Long> ofKind = counts.computeIfAbsent(kind, key -> new HashMap<>());
        Source source = new Source(kind.ofPool() ? poolId : "", kind.ofJob() ? jobId : "");
        Source counted = ofKind.size() < MOST || ofKind.containsKey(source) ? source : Source.REST;
        ofKind.merge(counted, 1L, Long::sum);
    }

    void clear() {
        counts.clear();
    }

    List<AccountHistory.Count> all() {
        List<AccountHistory.Count> all = new ArrayList<>();
        counts.forEach((kind, ofKind) -> ofKind.forEach(
                (source, count) -> all.add(new AccountHistory.Count(kind, source.poolId(), source.jobId(), count))));
        return all;
    }
}
