package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.containers.EngineCalls;
import io.github.batchbench.fake.node.containers.NodeImages;
import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.files.FileTimes;
import io.github.batchbench.fake.node.files.TaskFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A node as it is on this machine: a folder, and what runs in it. The folder is made when it is first needed. */
final class Node {
    private static final List<String> FOLDERS =
            List.of("applications", "fsmounts", "shared", "startup", "volatile", "workitems");

    private final AgentFolder folder;
    private final long tree;
    private final Path root;
    private final String mark;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final FileTimes times;
    private final Object packages = new Object();
    private final NodeImages images = new NodeImages();
    private final Set<EngineCalls> calls = ConcurrentHashMap.newKeySet();
    private final Deque<Change> changes = new ArrayDeque<>();
    private volatile boolean adopted;
    private volatile @Nullable TaskFiles files;
    private @Nullable IOException failed;

    /** Something that is done to the node's files. */
    @FunctionalInterface
    interface Change {
        void make(TaskFiles files) throws IOException;
    }

    /**
     * A node with nothing in it but what an earlier agent has left in its tree.
     *
     * @param tree the number of its tree
     * @param mark what the marks of its processes start with
     */
    Node(AgentFolder folder, long tree, String id, String mark, FileTimes times) {
        this.folder = folder;
        this.tree = tree;
        this.root = folder.placeOfTree(tree, id);
        this.mark = mark;
        this.times = times;
    }

    /** Its tree was there before. */
    void adoptTree() {
        adopted = true;
    }

    /** The number of its tree. */
    long tree() {
        return tree;
    }

    /** Where its root folder is, or will be. */
    Path root() {
        return root;
    }

    /**
     * Its files, after all changes that were asked for; the folders are made if they are not there. Never called under
     * the account's lock.
     */
    synchronized TaskFiles files() throws IOException {
        TaskFiles made = files;
        if (made == null) {
            made = adopted ? folder.openTree(root) : folder.makeTree(root);
            for (String name : FOLDERS) {
                made.makeFolders(Path.of(name));
            }
            files = made;
        }
        for (Change change = next(); change != null; change = next()) {
            try {
                change.make(made);
            } catch (IOException e) {
                failed = e;
            }
        }
        IOException problem = failed;
        if (problem != null) {
            failed = null;
            throw problem;
        }
        return made;
    }

    /** Makes the changes that were asked for. */
    void settle() {
        try {
            TaskFiles unused = files();
        } catch (IOException e) {
            System.getLogger(Node.class.getName()).log(System.Logger.Level.WARNING, "Cannot tidy up " + root, e);
        }
    }

    private @Nullable Change next() {
        synchronized (changes) {
            return changes.poll();
        }
    }

    /** A change to be made before anybody next uses the files; it is not made here. */
    void change(Change change) {
        synchronized (changes) {
            changes.add(change);
        }
    }

    /** Whether anybody has used its files, so that there is something to remove. */
    boolean used() {
        synchronized (changes) {
            return files != null || adopted || !changes.isEmpty();
        }
    }

    /** Held while a package is unpacked. */
    Object packages() {
        return packages;
    }

    /** What containers on it run from. */
    NodeImages images() {
        return images;
    }

    /** The agent's folder, in which it lies. */
    AgentFolder agentFolder() {
        return folder;
    }

    /** Calls of a container engine that prepare it. */
    Set<EngineCalls> calls() {
        return calls;
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
