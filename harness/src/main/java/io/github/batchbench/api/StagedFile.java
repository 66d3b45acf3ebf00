package io.github.batchbench.api;

import io.github.batchbench.azure.ResourceSpec;

/**
 * A file in storage that a node can fetch.
 *
 * @param name its name, also in a task's working directory
 * @param url where it is, with leave to read it for two hours; secret
 */
public record StagedFile(String name, String url) {
    ResourceSpec resource() {
        return new ResourceSpec(url, name);
    }

    /** Without the URL: it holds a signature. */
    @Override
    public String toString() {
        return "StagedFile[name=" + name + "]";
    }
}
