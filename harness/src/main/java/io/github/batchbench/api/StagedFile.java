package io.github.batchbench.api;

import io.github.batchbench.azure.model.TaskSpec;

/**
 * A file in storage that a node can fetch.
 *
 * @param name its name, also in a task's working directory
 * @param url where it is, with leave to read it for two hours; secret
 */
public record StagedFile(String name, String url) {
    TaskSpec.Resource resource() {
        return new TaskSpec.Resource(url, name);
    }

    /** Without the URL: it holds a signature. */
    @Override
    public String toString() {
        return "StagedFile[name=" + name + "]";
    }
}
