package io.github.batchbench.azure.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobContainerCreateOptions;
import com.azure.storage.blob.options.BlobDownloadToFileOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.http.Failure;
import io.github.batchbench.azure.model.OwnedResource;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.redaction.Redaction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the kit asks of a storage account. The SDK repeats requests that failed for a passing reason; what fails for good
 * is an {@link AzureException}. Thread-safe.
 */
public final class BlobStorage {
    private final BlobServiceClient client;
    private final AzureAccount account;
    private final Signatures signatures;
    private final Redaction redaction;

    private BlobStorage(AzureAccount account, Pause pause) {
        this.client = BlobClients.open(account);
        this.account = account;
        this.signatures = new Signatures(client, account, pause);
        this.redaction = account.redaction();
    }

    /** Opens the account; nothing is sent yet. Signatures expire by the given time. */
    public static BlobStorage open(AzureAccount account, Pause pause) {
        return new BlobStorage(account, pause);
    }

    /** The storage account's name. */
    public String accountName() {
        return account.storageAccount();
    }

    /** Where the account is. */
    public URI endpoint() {
        return account.blobEndpoint();
    }

    /** Creates a container. */
    public void createContainer(String name, Map<String, String> metadata) throws InterruptedException {
        BlobContainerCreateOptions options = new BlobContainerCreateOptions().setMetadata(metadata);
        call(
                "create container " + name,
                () -> client.getBlobContainerClient(name).createIfNotExistsWithResponse(options, null, Context.NONE));
    }

    /** Deletes a container; nothing happens if it is gone. */
    public void deleteContainer(String name) throws InterruptedException {
        call(
                "delete container " + name,
                () -> client.getBlobContainerClient(name).deleteIfExists());
    }

    /** Uploads a file of any size; a blob of that name is replaced. */
    public void upload(String container, String blob, Path file) throws InterruptedException {
        call("upload " + file + " to container " + container, () -> {
            blob(container, blob).uploadFromFile(file.toString(), true);
            return true;
        });
    }

    /** Uploads some bytes; a blob of that name is replaced. */
    public void upload(String container, String blob, byte[] bytes) throws InterruptedException {
        call("upload " + blob + " to container " + container, () -> {
            blob(container, blob).upload(BinaryData.fromBytes(bytes), true);
            return true;
        });
    }

    /**
     * Uploads a file of any size with its check sum, which is kept with the blob; a blob of that name is replaced.
     *
     * @param sent hears how many bytes have been sent so far, on any thread
     * @return the blob's entity tag
     */
    public String upload(String container, String blob, Path file, byte[] md5, LongConsumer sent)
            throws InterruptedException {
        BlobUploadFromFileOptions options = new BlobUploadFromFileOptions(file.toString())
                .setHeaders(new BlobHttpHeaders().setContentMd5(md5))
                .setParallelTransferOptions(new ParallelTransferOptions().setProgressListener(sent::accept));
        return call(
                "upload " + file + " to container " + container,
                () -> unquoted(blob(container, blob)
                        .uploadFromFileWithResponse(options, null, Context.NONE)
                        .getValue()
                        .getETag()));
    }

    /** Uploads some bytes with their check sum; a blob of that name is replaced. The entity tag comes back. */
    public String upload(String container, String blob, byte[] bytes, byte[] md5) throws InterruptedException {
        BlobParallelUploadOptions options = new BlobParallelUploadOptions(BinaryData.fromBytes(bytes))
                .setHeaders(new BlobHttpHeaders().setContentMd5(md5));
        return call(
                "upload " + blob + " to container " + container,
                () -> unquoted(blob(container, blob)
                        .uploadWithResponse(options, null, Context.NONE)
                        .getValue()
                        .getETag()));
    }

    /** The address of a blob with leave to read it for so long; secret. */
    public String readUrl(String container, String blob, Duration valid) throws InterruptedException {
        return call("sign the address of " + blob, () -> signatures.readUrl(blob(container, blob), valid));
    }

    /** A token, without question mark, with leave to write into a container for so long; secret. */
    public String writeToken(String container, Duration valid) throws InterruptedException {
        return call(
                "sign for container " + container,
                () -> signatures.writeToken(client.getBlobContainerClient(container), valid));
    }

    /** All blobs of a container, asked for page by page. */
    public List<StoredBlob> blobs(String container) throws InterruptedException {
        return call(
                "list container " + container,
                () -> client.getBlobContainerClient(container).listBlobs().stream()
                        .map(BlobStorage::stored)
                        .toList());
    }

    private static StoredBlob stored(BlobItem item) {
        BlobItemProperties properties = item.getProperties();
        Long size = properties.getContentLength();
        return new StoredBlob(
                item.getName(),
                size == null ? 0 : size,
                hex(properties.getContentMd5()),
                unquoted(properties.getETag()));
    }

    private static @Nullable String hex(byte @Nullable [] md5) {
        return md5 == null ? null : HexFormat.of().formatHex(md5);
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** The account's containers with their metadata. */
    public List<OwnedResource> containers() throws InterruptedException {
        ListBlobContainersOptions options =
                new ListBlobContainersOptions().setDetails(new BlobContainerListDetails().setRetrieveMetadata(true));
        return call(
                "list containers",
                () -> client.listBlobContainers(options, null).stream()
                        .map(item -> new OwnedResource(
                                OwnedResource.Kind.CONTAINER,
                                item.getName(),
                                item.getMetadata() == null ? Map.of() : item.getMetadata()))
                        .toList());
    }

    /** A blob's bytes; only for blobs known to be small. */
    public byte[] read(String container, String blob) throws InterruptedException {
        return call(
                "read " + blob + " of container " + container,
                () -> blob(container, blob).downloadContent().toBytes());
    }

    /**
     * Downloads a blob of any size into a new file; if that fails, a part of it may be there.
     *
     * @param received hears how many bytes have come so far, on any thread
     * @return the blob as it was when it was read, without its check sum, which ranges do not tell
     */
    public StoredBlob download(String container, String blob, Path file, LongConsumer received)
            throws InterruptedException {
        BlobDownloadToFileOptions options = new BlobDownloadToFileOptions(file.toString())
                .setParallelTransferOptions(
                        new com.azure.storage.common.ParallelTransferOptions().setProgressListener(received::accept));
        return call("download " + blob + " of container " + container + " to " + file, () -> {
            BlobProperties properties = blob(container, blob)
                    .downloadToFileWithResponse(options, null, Context.NONE)
                    .getValue();
            return new StoredBlob(blob, properties.getBlobSize(), null, unquoted(properties.getETag()));
        });
    }

    private BlobClient blob(String container, String blob) {
        return client.getBlobContainerClient(container).getBlobClient(blob);
    }

    private <T> T call(String what, Supplier<T> call) throws InterruptedException {
        try {
            return call.get();
        } catch (AzureException ours) {
            throw ours;
        } catch (RuntimeException thrown) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw Failure.of(thrown).toException(what, redaction);
        }
    }
}
