package io.github.batchbench.azure.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.Credential;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Signs for blobs and containers: with the account's key or, where there is none, with a key that the service lends to
 * whoever the token belongs to. Thread-safe.
 */
final class Signatures {
    /** The service lends a key for a week at most, by a clock that may differ from ours. */
    private static final Duration LONGEST_LOAN = Duration.ofDays(6);

    /** Clocks differ. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private final BlobServiceClient client;
    private final AzureAccount account;
    private final Pause pause;
    private @Nullable UserDelegationKey lent;

    Signatures(BlobServiceClient client, AzureAccount account, Pause pause) {
        this.client = client;
        this.account = account;
        this.pause = pause;
    }

    String readUrl(BlobClient blob, Duration valid) {
        BlobServiceSasSignatureValues values = new BlobServiceSasSignatureValues(
                        until(valid), new BlobSasPermission().setReadPermission(true))
                .setProtocol(protocol());
        String sas = delegated() ? blob.generateUserDelegationSas(values, key(values)) : blob.generateSas(values);
        return blob.getBlobUrl() + "?" + sas;
    }

    String writeToken(BlobContainerClient container, Duration valid) {
        BlobContainerSasPermission permission = new BlobContainerSasPermission()
                .setCreatePermission(true)
                .setWritePermission(true)
                .setAddPermission(true);
        BlobServiceSasSignatureValues values =
                new BlobServiceSasSignatureValues(until(valid), permission).setProtocol(protocol());
        return delegated() ? container.generateUserDelegationSas(values, key(values)) : container.generateSas(values);
    }

    private boolean delegated() {
        return account.storageCredential() instanceof Credential.Token;
    }

    private synchronized UserDelegationKey key(BlobServiceSasSignatureValues values) {
        UserDelegationKey key = lent;
        if (key == null || key.getSignedExpiry().isBefore(values.getExpiryTime())) {
            OffsetDateTime now = utc(pause.now());
            if (values.getExpiryTime().isAfter(now.plus(LONGEST_LOAN))) {
                throw new AzureException(
                        "Without the account's key a signature is good for a week at most, so the run's time-out must be"
                                + " shorter than 5 days.",
                        0,
                        null);
            }
            key = client.getUserDelegationKey(now.minus(BEFORE), now.plus(LONGEST_LOAN));
            lent = key;
        }
        return key;
    }

    private OffsetDateTime until(Duration valid) {
        return utc(pause.now().plus(valid));
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private SasProtocol protocol() {
        return AzureAccount.isClearText(account.blobEndpoint()) ? SasProtocol.HTTPS_HTTP : SasProtocol.HTTPS_ONLY;
    }
}
