package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.ComputeNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pool's nodes that take tasks, by the slots that are taken on them: the next node costs the same for 3 and 10,000. */
final class FreeSlots {
    /** A node in the row of those on which as many slots are taken, or the end of that row, which is a ring. */
    private static final class Place {
        private final @Nullable ComputeNode node;
        private Place before = this;
        private Place after = this;

        private Place(@Nullable ComputeNode node) {
            this.node = node;
        }

        private void leave() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }

        private void enterBefore(Place end) {
            before = end.before;
            after = end;
            before.after = this;
            end.before = this;
        }

        private boolean isAlone() {
            return after == this;
        }
    }

    private final int slotsPerNode;
    private final boolean pack;

    /** The end of each row, at the number of taken slots; nodes that have come there later are further back. */
    private final List<Place> byUsed = new ArrayList<>();

    private final Map<ComputeNode, Place> places = new HashMap<>();

    FreeSlots(int slotsPerNode, boolean pack) {
        this.slotsPerNode = slotsPerNode;
        this.pack = pack;
    }

    /** Takes notice of what has changed about a node. */
    void update(ComputeNode node) {
        Place place = places.get(node);
        if (place != null) {
            place.leave();
        }
        if (node.takesTasks()) {
            if (place == null) {
                place = new Place(node);
                places.put(node, place);
            }
            while (byUsed.size() <= node.usedSlots()) {
                byUsed.add(new Place(null));
            }
            place.enterBefore(byUsed.get(node.usedSlots()));
        } else if (place != null) {
            places.remove(node);
        }
    }

    /** The most slots that are free on one node. */
    int most() {
        for (int used = 0; used < byUsed.size(); used++) {
            if (!byUsed.get(used).isAlone()) {
                return slotsPerNode - used;
            }
        }
        return 0;
    }

    /** Where to place a task that takes so many slots: the emptiest node, or the fullest, that it fits on and may use. */
    Optional<ComputeNode> nodeFor(int requiredSlots, Predicate<ComputeNode> allowed) {
        int most = Math.min(slotsPerNode - requiredSlots, byUsed.size() - 1);
        for (int i = 0; i <= most; i++) {
            ComputeNode node = first(byUsed.get(pack ? most - i : i), allowed);
            if (node != null) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static @Nullable ComputeNode first(Place end, Predicate<ComputeNode> allowed) {
        Place place = end.after;
        while (place.node != null && !allowed.test(place.node)) {
            place = place.after;
        }
        return place.node;
    }

    /** The nodes that run nothing and are allowed. */
    List<ComputeNode> empty(Predicate<ComputeNode> allowed) {
        List<ComputeNode> nodes = new ArrayList<>();
        if (!byUsed.isEmpty()) {
            Place end = byUsed.get(0);
            for (Place place = end.after; place.node != null; place = place.after) {
                if (allowed.test(place.node)) {
                    nodes.add(place.node);
                }
            }
        }
        return nodes;
    }
}
