package io.github.batchbench.api;

import java.net.URI;

/**
 * A Batch account that a fake serves.
 *
 * @param endpoint its address, without a slash at the end
 * @param account its name
 * @param key1 its first key, Base64
 * @param key2 its second key, Base64
 */
public record BatchKeys(URI endpoint, String account, String key1, String key2) {
    /** Without the keys. */
    @Override
    public String toString() {
        return account + " at " + endpoint;
    }
}
