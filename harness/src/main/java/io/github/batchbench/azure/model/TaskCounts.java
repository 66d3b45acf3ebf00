package io.github.batchbench.azure.model;

/** How many tasks of a job are in which state, as one request tells it for any number of tasks. */
public record TaskCounts(int active, int running, int completed, int succeeded, int failed) {
    /** All of them. */
    public int total() {
        return active + running + completed;
    }
}
