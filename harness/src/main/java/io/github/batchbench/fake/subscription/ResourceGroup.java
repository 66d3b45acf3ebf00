package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.Document;

/**
 * A resource group.
 *
 * @param name as its creator wrote it; compares without regard to case
 * @param location its region's name
 * @param tags by name
 * @param deleting whether it is on its way out
 */
public record ResourceGroup(String name, String location, Document tags, boolean deleting) {
    /** With other tags. */
    public ResourceGroup withTags(Document newTags) {
        return new ResourceGroup(name, location, newTags, deleting);
    }

    /** On its way out. */
    ResourceGroup leaving() {
        return new ResourceGroup(name, location, tags, true);
    }
}
