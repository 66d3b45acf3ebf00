package io.github.batchbench.azure;

import java.net.URI;

/**
 * Where a Batch account and its storage account are, and their shared keys. Fake or live: nothing here tells them apart.
 *
 * @param batchEndpoint for example {@code https://NAME.REGION.batch.azure.com}
 * @param batchAccount the Batch account's name
 * @param batchKey its key, base 64; secret
 * @param blobEndpoint for example {@code https://NAME.blob.core.windows.net}, or with the account's name as its path
 * @param storageAccount the storage account's name
 * @param storageKey its key, base 64; secret
 */
public record AzureAccount(
        URI batchEndpoint,
        String batchAccount,
        String batchKey,
        URI blobEndpoint,
        String storageAccount,
        String storageKey) {
    /** Checks that nothing is missing. */
    public AzureAccount {
        requireHttp("Batch endpoint", batchEndpoint);
        requireText("Batch account name", batchAccount);
        requireText("Batch account key", batchKey);
        requireHttp("Blob endpoint", blobEndpoint);
        requireText("storage account name", storageAccount);
        requireText("storage account key", storageKey);
    }

    private static void requireText(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty.");
        }
    }

    private static void requireHttp(String what, URI value) {
        if (value.getHost() == null || !("http".equals(value.getScheme()) || "https".equals(value.getScheme()))) {
            throw new IllegalArgumentException("The " + what + " is not an absolute http or https address: "
                    + Redaction.of().apply(value.toString()));
        }
    }

    /** Hides this account's keys and any signature in a text. */
    public Redaction redaction() {
        return Redaction.of(batchKey, storageKey);
    }

    /** The names and addresses, never the keys. */
    @Override
    public String toString() {
        return "AzureAccount[batch=%s at %s, storage=%s at %s]"
                .formatted(batchAccount, batchEndpoint, storageAccount, blobEndpoint);
    }
}
