package io.github.batchbench.fake.history;

import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.TaskCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How pools change: nodes and target, the queue before them, resizes and evaluations of formulas. Under the lock. */
final class PoolTracks {
    /** A pool that is there. */
    private static final class Track {
        private final Pool pool;
        private final long made;
        private final Sizes sizes = new Sizes();
        private final Bounded<AccountHistory.Resize> resizes = new Bounded<>(Limits.OF_A_POOL);
        private final Bounded<AccountHistory.Evaluation> evaluations = new Bounded<>(Limits.OF_A_POOL);
        private long resizing = AccountHistory.OPEN;
        private int dedicated;
        private int lowPriority;

        private Track(Pool pool, long made) {
            this.pool = pool;
            this.made = made;
        }

        private AccountHistory.PoolTrack track(long gone) {
            List<AccountHistory.Resize> all = new ArrayList<>(resizes.all());
            if (resizing != AccountHistory.OPEN) {
                all.add(new AccountHistory.Resize(resizing, AccountHistory.OPEN, pool.target(), List.of()));
            }
            return new AccountHistory.PoolTrack(
                    pool.id(), pool.slotsPerNode(), made, gone, sizes.all(), List.copyOf(all), evaluations.all());
        }
    }

    /** The tasks that wait for a pool, which need not be there, and those that are on it. */
    private static final class Load {
        private long queued;
        private long running;
    }

    /** What a job has added to the load of a pool. */
    private record Share(String pool, long queued, long running) {}

    private final Stopwatch stopwatch;
    private final Map<Pool, Track> present = new LinkedHashMap<>();
    private final Bounded<AccountHistory.PoolTrack> gone = new Bounded<>(Limits.POOLS);
    private final Map<String, Load> loads = new HashMap<>();
    private final Map<Job, Share> shares = new HashMap<>();
    private final Map<String, Track> byId = new HashMap<>();

    PoolTracks(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    void clear() {
        present.clear();
        gone.clear();
        loads.clear();
        shares.clear();
        byId.clear();
    }

    void made(Pool pool) {
        Track track = new Track(pool, stopwatch.now());
        present.put(pool, track);
        byId.put(key(pool.id()), track);
        note(track);
    }

    void removed(Pool pool) {
        Track track = present.remove(pool);
        if (track != null) {
            byId.remove(key(pool.id()), track);
            gone.add(track.track(stopwatch.now()));
        }
    }

    void nodes(Pool pool, boolean areDedicated, int change) {
        Track track = present.get(pool);
        if (track != null) {
            track.dedicated += areDedicated ? change : 0;
            track.lowPriority += areDedicated ? 0 : change;
            note(track);
        }
    }

    void resizing(Pool pool) {
        Track track = present.get(pool);
        if (track != null) {
            track.resizing = stopwatch.now();
            note(track);
        }
    }

    void steady(Pool pool) {
        Track track = present.get(pool);
        if (track != null && track.resizing != AccountHistory.OPEN) {
            List<String> errors = pool.resizeErrors().stream()
                    .map(error -> error.code() + ": " + error.message())
                    .toList();
            track.resizes.add(new AccountHistory.Resize(track.resizing, stopwatch.now(), pool.target(), errors));
            track.resizing = AccountHistory.OPEN;
            note(track);
        }
    }

    void evaluated(Pool pool, AutoScaleRun run) {
        Track track = present.get(pool);
        if (track != null) {
            String formula = pool.settings().formula().orElse("");
            track.evaluations.add(new AccountHistory.Evaluation(stopwatch.now(), formula, run));
        }
    }

    /** Tasks of a job have changed their states. */
    void load(Job job) {
        TaskCounts counts = job.taskCounts();
        share(job, new Share(key(job.poolId()), counts.active(), counts.running()));
    }

    void removed(Job job) {
        share(job, null);
    }

    private void share(Job job, @Nullable Share next) {
        Share before = next == null ? shares.remove(job) : shares.put(job, next);
        if (before != null && !before.equals(next)) {
            add(before, -1);
        }
        if (next != null && !next.equals(before)) {
            add(next, 1);
        }
        if (before != null && (next == null || !next.pool().equals(before.pool()))) {
            note(before.pool());
        }
        if (next != null) {
            note(next.pool());
        }
    }

    private void add(Share share, int sign) {
        Load load = loads.computeIfAbsent(share.pool(), id -> new Load());
        load.queued += sign * share.queued();
        load.running += sign * share.running();
    }

    private void note(String poolKey) {
        Track track = byId.get(poolKey);
        if (track != null) {
            note(track);
        }
    }

    private void note(Track track) {
        Load load = loads.get(key(track.pool.id()));
        stopwatch.changed();
        track.sizes.add(new AccountHistory.Size(
                stopwatch.now(),
                new PoolSize(track.dedicated, track.lowPriority),
                track.pool.target(),
                load == null ? 0 : load.queued,
                load == null ? 0 : load.running));
    }

    private static String key(String poolId) {
        return poolId.toLowerCase(Locale.ROOT);
    }

    Optional<AccountHistory.PoolTrack> present(String poolId) {
        return Optional.ofNullable(byId.get(key(poolId))).map(track -> track.track(AccountHistory.OPEN));
    }

    List<AccountHistory.PoolTrack> all() {
        List<AccountHistory.PoolTrack> all = new ArrayList<>(gone.all());
        present.values().forEach(track -> all.add(track.track(AccountHistory.OPEN)));
        return all;
    }
}
