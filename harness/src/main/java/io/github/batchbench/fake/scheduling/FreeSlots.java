package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.ComputeNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pool's nodes that take tasks, by the slots that are taken on them: the next node costs the same for 3 and 10,000. */
final class FreeSlots {
    private final int slotsPerNode;
    private final boolean pack;

    /** Each at the number of its taken slots; nodes that have come there later are further back. */
    private final List<LinkedHashSet<ComputeNode>> byUsed = new ArrayList<>();

    private final Map<ComputeNode, Integer> listedAt = new HashMap<>();

    FreeSlots(int slotsPerNode, boolean pack) {
        this.slotsPerNode = slotsPerNode;
        this.pack = pack;
    }

    /** Takes notice of what has changed about a node. */
    void update(ComputeNode node) {
        boolean takesTasks = node.takesTasks();
        int used = node.usedSlots();
        Integer listed = takesTasks ? listedAt.put(node, used) : listedAt.remove(node);
        if (listed != null) {
            byUsed.get(listed).remove(node);
        }
        if (takesTasks) {
            while (byUsed.size() <= used) {
                byUsed.add(new LinkedHashSet<>());
            }
            byUsed.get(used).add(node);
        }
    }

    /** The most slots that are free on one node. */
    int most() {
        for (int used = 0; used < byUsed.size(); used++) {
            if (!byUsed.get(used).isEmpty()) {
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

    private static @Nullable ComputeNode first(Set<ComputeNode> nodes, Predicate<ComputeNode> allowed) {
        for (ComputeNode node : nodes) {
            if (allowed.test(node)) {
                return node;
            }
        }
        return null;
    }

    /** The nodes that run nothing and are allowed. */
    List<ComputeNode> empty(Predicate<ComputeNode> allowed) {
        return byUsed.isEmpty()
                ? List.of()
                : byUsed.get(0).stream().filter(allowed).toList();
    }
}
