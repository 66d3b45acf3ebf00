package io.github.batchbench.azure;

import io.github.batchbench.Internal;

/** Which SDKs a project has. */
@Internal
public final class Sdk {
    private static final boolean AZURE_CORE = isThere("com.azure.core.exception.ClientAuthenticationException");
    private static final boolean STORAGE = isThere("com.azure.storage.blob.BlobServiceClient");

    private Sdk() {}

    /** Whether the project has the Blob SDK: one that only has Batch's can use all that needs no storage. */
    public static boolean hasStorage() {
        return STORAGE;
    }

    /** Whether it has what the newer SDKs, and tokens, rest on. */
    public static boolean hasAzureCore() {
        return AZURE_CORE;
    }

    private static boolean isThere(String type) {
        try {
            Class<?> found = Class.forName(type, false, Sdk.class.getClassLoader());
            return found.getName().equals(type);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
