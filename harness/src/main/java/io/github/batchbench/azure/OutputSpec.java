package io.github.batchbench.azure;

/**
 * Files that a node uploads when a task is over.
 *
 * @param pattern which files of the task's working directory, for example {@code *.txt}
 * @param containerUrl where they go, with a write SAS; secret
 * @param path the blob's name there, or if the pattern has wildcards the virtual folder
 */
public record OutputSpec(String pattern, String containerUrl, String path) {
    /** Without the URL: it holds a signature. */
    @Override
    public String toString() {
        return "OutputSpec[pattern=" + pattern + ", path=" + path + "]";
    }
}
