package io.github.batchbench.fake.blob;

import org.jspecify.annotations.Nullable;

/**
 * A stored access policy: what a SAS that names it leaves out. Texts as the client wrote them.
 *
 * @param start null if it says none
 * @param expiry null if it says none
 * @param permissions null if it says none
 */
public record AccessPolicy(
        String id,
        @Nullable String start,
        @Nullable String expiry,
        @Nullable String permissions) {}
