package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.ComputeNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A pool's nodes that take tasks, by the slots that are taken on them: the next node costs the same for 3 and 10,000. */
final class FreeSlots {
    private static final LinkedHashSet<ComputeNode> NONE = new LinkedHashSet<>();

    private final int slotsPerNode;
    private final boolean pack;
    private final NavigableMap<Integer, LinkedHashSet<ComputeNode>> byUsed = new TreeMap<>();
    private final Map<ComputeNode, Integer> listedAt = new HashMap<>();

    FreeSlots(int slotsPerNode, boolean pack) {
        this.slotsPerNode = slotsPerNode;
        this.pack = pack;
    }

    /** Takes notice of what has changed about a node. */
    void update(ComputeNode node) {
        Integer listed = listedAt.remove(node);
        if (listed != null) {
            LinkedHashSet<ComputeNode> peers = byUsed.get(listed);
            if (peers != null) {
                peers.remove(node);
                if (peers.isEmpty()) {
                    byUsed.remove(listed);
                }
            }
        }
        if (node.takesTasks()) {
            listedAt.put(node, node.usedSlots());
            byUsed.computeIfAbsent(node.usedSlots(), used -> new LinkedHashSet<>())
                    .add(node);
        }
    }

    /** The most slots that are free on one node. */
    int most() {
        return byUsed.isEmpty() ? 0 : slotsPerNode - byUsed.firstKey();
    }

    /** Where to place a task that takes so many slots: the emptiest node, or the fullest, that it fits on and may use. */
    Optional<ComputeNode> nodeFor(int requiredSlots, Predicate<ComputeNode> allowed) {
        var fitting = byUsed.headMap(slotsPerNode - requiredSlots, true);
        return (pack ? fitting.descendingMap() : fitting)
                .values().stream()
                        .flatMap(LinkedHashSet::stream)
                        .filter(allowed)
                        .findFirst();
    }

    /** The nodes that run nothing and are allowed. */
    List<ComputeNode> empty(Predicate<ComputeNode> allowed) {
        return byUsed.getOrDefault(0, NONE).stream().filter(allowed).toList();
    }
}
