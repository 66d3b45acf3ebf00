package io.github.batchbench.api;

/**
 * A program in storage, and on every node of the pools that were made for the same test.
 *
 * @param file the program's file
 */
public record StagedApplication(StagedFile file) {
    /** What the start task of a pool does with it. */
    public String startScript() {
        return "cp \"" + file.name() + "\" \"$AZ_BATCH_NODE_SHARED_DIR\"";
    }

    /** Where the program lies on a node, as a word for the shell. */
    public String path() {
        return "\"$AZ_BATCH_NODE_SHARED_DIR/" + file.name() + "\"";
    }
}
