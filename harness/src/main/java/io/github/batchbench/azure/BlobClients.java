package io.github.batchbench.azure;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/** Makes Blob clients. */
public final class BlobClients {
    private static final int TRIES = 5;

    private BlobClients() {}

    /**
     * The SDK's client with five tries over some three seconds; its default policy needs 44 seconds to say that a service
     * is down.
     */
    public static BlobServiceClient open(AzureAccount account) {
        return new BlobServiceClientBuilder()
                .endpoint(account.blobEndpoint().toString())
                .credential(new StorageSharedKeyCredential(account.storageAccount(), account.storageKey()))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        TRIES,
                        Duration.ofMinutes(2),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        null))
                .buildClient();
    }
}
