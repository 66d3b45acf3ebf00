package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.files.TreeCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Files that nodes begin with, laid out before the nodes are there. Thread-safe. */
final class PreparedFiles {
    private final AgentFolder folder;
    private final Map<String, Path> byNode = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();

    PreparedFiles(AgentFolder folder) {
        this.folder = folder;
    }

    /** A folder to be filled for a node. */
    Path folderFor(String node) throws IOException {
        Path files =
                folder.scratch("restored", made.incrementAndGet() + "-" + node).path();
        byNode.put(node, files);
        return files;
    }

    /** What was laid out for a node is moved there before anybody uses its files. */
    void giveTo(String id, Node node) {
        Path files = byNode.remove(id);
        if (files != null) {
            node.change(tree -> tree.adopt(files));
        }
    }

    /** Copies a node's files; there are none if nobody has used it, or it is gone. */
    static void copy(@Nullable Node node, Path to) throws IOException {
        if (node != null && node.used()) {
            new TreeCopy(node.files()).to(to);
        }
    }
}
