package io.github.batchbench.storage;

/**
 * A Blob storage under test.
 *
 * @param endpoint ends in the account's name
 */
public record StorageBackend(String name, String endpoint, String account, String key) {
    /** Whether it is the one to which known differences apply. */
    public boolean isAzurite() {
        return name.equals("Azurite");
    }
}
