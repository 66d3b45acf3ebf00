package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.files.FileTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * What is to be removed from nodes: at once, or, where files outlive the agent, when whoever keeps the state says that it is kept
 * that they are of no use. Thread-safe.
 */
final class Discards {
    private final AgentFolder folder;
    private final Executor removal;
    private final Set<OfFolder> folders = ConcurrentHashMap.newKeySet();
    private final Set<Path> trees = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param removal where is removed what has been moved out of the way
     */
    Discards(AgentFolder folder, Executor removal) {
        this.folder = folder;
        this.removal = removal;
    }

    /** A folder of a node. */
    private record OfFolder(Node node, Path path) {}

    /** A folder of a node is out of the way before anybody next looks. */
    void folder(Node node, Path path) {
        OfFolder discard = new OfFolder(node, path);
        folders.add(discard);
        if (!folder.keepsTrees()) {
            remove(discard);
        }
    }

    /** The tree of a node that is gone. Blocks. */
    void tree(Path root) {
        if (folder.keepsTrees()) {
            trees.add(root);
        } else {
            FileTree.delete(root);
        }
    }

    /** Something is about to run in a folder: what waits to be removed there must not be in its way. */
    void before(Node node, Path directory) {
        for (OfFolder each : folders) {
            if (each.node() == node && directory.startsWith(each.path())) {
                remove(each);
            }
        }
    }

    /** What is to be removed now, as something to be done when that is kept. */
    Runnable take() {
        List<OfFolder> taken = List.copyOf(folders);
        List<Path> roots = new ArrayList<>();
        for (Iterator<Path> all = trees.iterator(); all.hasNext(); ) {
            roots.add(all.next());
            all.remove();
        }
        return () -> {
            taken.forEach(this::remove);
            if (!roots.isEmpty()) {
                removal.execute(() -> roots.forEach(FileTree::delete));
            }
        };
    }

    private void remove(OfFolder discard) {
        if (!folders.remove(discard)) {
            return;
        }
        Node node = discard.node();
        node.change(files -> {
            Path waste = files.waste();
            if (files.moveAway(discard.path(), waste)) {
                removal.execute(() -> FileTree.delete(waste));
            }
        });
        removal.execute(node::settle);
    }
}
