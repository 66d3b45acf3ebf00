package io.github.batchbench.api;

import io.github.batchbench.fake.protocol.Secrets;
import java.net.URI;

/**
 * A storage account's name and its two keys, either of which its callers may use.
 *
 * @param account 3 to 24 lower-case letters and digits
 * @param key1 Base64
 * @param key2 Base64
 */
public record StorageKeys(String account, String key1, String key2) {
    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one cannot be used; the message says which, never the key
     */
    public StorageKeys {
        requireName("storage account", account);
        requireKey("storage account", key1);
        requireKey("storage account", key2);
    }

    static void requireName(String what, String name) {
        if (!name.matches("[a-z0-9]{3,24}")) {
            throw new IllegalArgumentException("The name of the " + what + " is '" + name
                    + "', but it must be 3 to 24 lower-case letters and digits");
        }
    }

    static void requireKey(String what, String key) {
        try {
            if (Secrets.key(key).length > 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The key of the " + what + " is not Base64", e);
        }
        throw new IllegalArgumentException("The key of the " + what + " is empty");
    }

    /** What Azure Storage's tools and SDKs take as a connection string, with the first key. */
    String connectionString(URI blobEndpoint) {
        return "DefaultEndpointsProtocol=" + blobEndpoint.getScheme() + ";AccountName=" + account + ";AccountKey="
                + key1 + ";BlobEndpoint=" + blobEndpoint + ";";
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return account;
    }
}
