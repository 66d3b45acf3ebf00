package io.github.batchbench.azure;

import java.util.List;

/**
 * What a node runs when it joins its pool; it takes tasks only after that succeeded.
 *
 * @param commandLine runs without a shell
 * @param resources fetched before it runs
 * @param elevated whether it runs as an administrator, as installing packages needs
 */
public record StartTaskSpec(String commandLine, List<ResourceSpec> resources, boolean elevated) {
    /** Copies the list. */
    public StartTaskSpec {
        resources = List.copyOf(resources);
    }
}
