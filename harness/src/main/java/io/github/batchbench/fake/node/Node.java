package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.files.FileTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node as it is on this machine: a folder, and what runs in it. The folder is made when it is first needed. */
final class Node {
    private static final List<String> FOLDERS =
            List.of("applications", "fsmounts", "shared", "startup", "volatile", "workitems");

    private final Path root;
    private final String mark;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final FileTimes times;
    private final Object packages = new Object();
    private boolean made;

    /**
     * A node with nothing in it.
     *
     * @param mark what the marks of its processes start with
     */
    Node(Path root, String mark, FileTimes times) {
        this.times = times;
        this.root = root;
        this.mark = mark;
    }

    /** Its root folder, made now if it is not there. */
    synchronized Path root() {
        if (!made) {
            try {
                for (String folder : FOLDERS) {
                    Files.createDirectories(root.resolve(folder));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot make the folders of the node " + root, e);
            }
            made = true;
        }
        return root;
    }

    /** Whether there is anything to remove. */
    synchronized boolean made() {
        return made;
    }

    /** Held while a package is unpacked. */
    Object packages() {
        return packages;
    }

    /** When its files were written. */
    FileTimes times() {
        return times;
    }

    String mark() {
        return mark;
    }

    Set<Run> runs() {
        return runs;
    }
}
