package io.github.batchbench.azure.model;

import java.util.Map;

/**
 * Something in an account that can say whose it is.
 *
 * @param kind what it is
 * @param id its id or name
 * @param metadata what its creator wrote on it, may be empty
 */
public record OwnedResource(Kind kind, String id, Map<String, String> metadata) {
    /** What costs money or counts against a quota, in the order in which it can be deleted. */
    public enum Kind {
        /** Makes jobs. */
        JOB_SCHEDULE("job schedule"),
        /** Holds tasks. */
        JOB("job"),
        /** Holds nodes. */
        POOL("pool"),
        /** Holds blobs. */
        CONTAINER("container");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The word for people. */
        public String title() {
            return title;
        }
    }

    /** Copies the map. */
    public OwnedResource {
        metadata = Map.copyOf(metadata);
    }
}
