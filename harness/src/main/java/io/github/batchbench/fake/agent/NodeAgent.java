package io.github.batchbench.fake.agent;

import io.github.batchbench.fake.model.NodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What nodes do for the service: the seam between the account, which decides, and the machine, which runs. All methods
 * return without waiting for processes; thread-safe.
 */
public interface NodeAgent extends AutoCloseable {
    /** Makes an empty node: after allocation, and again after a reimage. */
    void provision(NodeIdentity node);

    /** Ends everything that runs on the node and removes its files. */
    void decommission(NodeIdentity node);

    /**
     * Starts a run: folders, resource files, command, output files.
     *
     * @param ended hears how it ended, once, on a thread of the agent's
     */
    Execution start(Assignment assignment, Consumer<Outcome> ended);

    /**
     * Installs what a pool puts on its nodes before anything runs there: its application packages and
     * container images.
     *
     * @param startOfNode says which node and which pool; its command is not run
     * @param ended hears how it went, once
     */
    default Execution install(Assignment startOfNode, Consumer<Outcome> ended) {
        ended.accept(Outcome.exited(0));
        return () -> {};
    }

    /** Whether there are files on its nodes, which are kept for a while when a task has completed. */
    default boolean keepsFiles() {
        return true;
    }

    /** Removes a folder of the node, relative to its root, and all in it: a task or a job was deleted. */
    void discard(NodeIdentity node, String directory);

    /** The files of a node. */
    NodeFiles files(NodeIdentity node);

    /**
     * Copies all files of a node to a folder, which is empty; tasks may write meanwhile. Blocks.
     *
     * @throws IOException if they cannot be read or written
     */
    default void copyFiles(NodeIdentity node, Path to) throws IOException {}

    /**
     * A folder to be filled with what a node begins with when it is next provisioned. Blocks.
     *
     * @throws IOException if it cannot be made
     * @throws UnsupportedOperationException if the nodes have no files
     */
    default Path prepareFiles(NodeIdentity node) throws IOException {
        throw new UnsupportedOperationException("These nodes have no files.");
    }

    /**
     * Which of its trees of files a node has, if trees outlive this process; another one after a reimage. Does not block.
     *
     * @return 0 if there is none
     */
    default long tree(NodeIdentity node) {
        return 0;
    }

    /**
     * A node that is about to be provisioned has a tree that was there before. Blocks.
     *
     * @param tree what {@link #tree} said of it in an earlier process
     */
    default void adopt(NodeIdentity node, long tree) {}

    /**
     * What has been discarded, and is still there if trees outlive this process: it goes when this is run, which is when it is kept
     * that it is to go. Does not block.
     */
    default Runnable takeDiscards() {
        return () -> {};
    }

    /** Whether it does something, beside what it was told to start, that only real time brings to an end. */
    default boolean isBusy() {
        return false;
    }

    /** Ends everything that runs anywhere, and removes all files. */
    @Override
    void close();
}
