package io.github.batchbench.storage;

import com.azure.core.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A Blob storage under test.
 *
 * @param endpoint ends in the account's name, or has it in its host's name
 * @param client what reaches it, null for the SDK's own
 */
public record StorageBackend(
        String name,
        String endpoint,
        String account,
        String key,
        @Nullable HttpClient client) {
    /** A storage whose endpoint the machine resolves. */
    public StorageBackend(String name, String endpoint, String account, String key) {
        this(name, endpoint, account, key, null);
    }

    /** The storage of a port of this machine at the address that the cloud gives to the account. */
    public static StorageBackend atItsNameInTheCloud(String name, int port, String account, String key) {
        return new StorageBackend(
                name, "http://" + account + ".blob.core.windows.net", account, key, HostNames.at(port));
    }

    /** Whether it is the one to which known differences apply. */
    public boolean isAzurite() {
        return name.equals("Azurite");
    }
}
