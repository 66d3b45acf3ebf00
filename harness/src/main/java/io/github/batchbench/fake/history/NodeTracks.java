package io.github.batchbench.fake.history;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The states of nodes over time, and which of their slots are taken. Under the lock. */
final class NodeTracks {
    /** A node that is there. */
    static final class Track {
        private final Pool pool;
        private final ComputeNode node;
        private final Bounded<AccountHistory.NodeSpan> states = new Bounded<>(Limits.STATES);
        private final BitSet taken = new BitSet();
        private NodeState state;
        private long revision;

        private Track(Pool pool, ComputeNode node) {
            this.pool = pool;
            this.node = node;
            this.state = node.state();
        }

        String id() {
            return node.id();
        }

        String poolId() {
            return pool.id();
        }

        /** Takes so many free slots: beside each other if there are any such, or else in several pieces. */
        List<Piece> take(int slots) {
            int most = pool.slotsPerNode();
            for (int from = taken.nextClearBit(0); from + slots <= most; from = taken.nextClearBit(from + 1)) {
                int end = taken.nextSetBit(from);
                if (end < 0 || end - from >= slots) {
                    return List.of(take(from, slots));
                }
                from = end;
            }
            List<Piece> pieces = new ArrayList<>();
            int missing = slots;
            while (missing > 0) {
                int from = taken.nextClearBit(0);
                int end = taken.nextSetBit(from);
                Piece piece = take(from, end < 0 ? missing : Math.min(missing, end - from));
                pieces.add(piece);
                missing -= piece.slots();
            }
            return pieces;
        }

        private Piece take(int from, int slots) {
            taken.set(from, from + slots);
            return new Piece(this, from, slots);
        }

        private AccountHistory.NodeTrack track(long gone) {
            return new AccountHistory.NodeTrack(
                    revision,
                    node.id(),
                    pool.id(),
                    node.identity().dedicated(),
                    pool.slotsPerNode(),
                    gone,
                    states.all());
        }
    }

    /** Slots beside each other. */
    record Piece(Track node, int slot, int slots) {
        void giveBack() {
            node.taken.clear(slot, slot + slots);
        }
    }

    private final Stopwatch stopwatch;
    private final int most;
    private final Map<ComputeNode, Track> present = new LinkedHashMap<>();
    private final Bounded<AccountHistory.NodeTrack> gone;
    private long dropped;

    NodeTracks(Stopwatch stopwatch, int most) {
        this.stopwatch = stopwatch;
        this.most = most;
        this.gone = new Bounded<>(most);
    }

    void clear() {
        present.clear();
        gone.clear();
        dropped = 0;
    }

    void made(Pool pool, ComputeNode node) {
        if (node.number() >= most) {
            dropped++;
            return;
        }
        Track track = new Track(pool, node);
        present.put(node, track);
        note(track, node.state());
    }

    void moved(ComputeNode node, NodeState to) {
        Track track = present.get(node);
        if (track != null && shown(to) != shown(track.state)) {
            note(track, to);
        }
    }

    private void note(Track track, NodeState to) {
        track.state = to;
        track.revision = stopwatch.changed();
        track.states.add(new AccountHistory.NodeSpan(stopwatch.now(), shown(to).wireName()));
    }

    /** That tasks run on it, they show themselves. */
    private static NodeState shown(NodeState state) {
        return state == NodeState.RUNNING ? NodeState.IDLE : state;
    }

    void removed(ComputeNode node) {
        Track track = present.remove(node);
        if (track != null) {
            track.revision = stopwatch.changed();
            gone.add(track.track(stopwatch.now()));
        }
    }

    Optional<Track> find(ComputeNode node) {
        return Optional.ofNullable(present.get(node));
    }

    long dropped() {
        return dropped + gone.dropped();
    }

    List<AccountHistory.NodeTrack> all() {
        List<AccountHistory.NodeTrack> all = new ArrayList<>(gone.all());
        present.values().forEach(track -> all.add(track.track(AccountHistory.OPEN)));
        return all;
    }
}
