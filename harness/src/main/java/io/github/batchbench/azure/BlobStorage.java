package io.github.batchbench.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.options.BlobContainerCreateOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

    /** The names of all blobs of a container, page by page. */
    public List<String> list(String container) throws InterruptedException {
        return call(
                "list container " + container,
                () -> client.getBlobContainerClient(container).listBlobs().stream()
                        .map(BlobItem::getName)
                        .toList());
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

    /** Downloads a blob of any size; a file of that name is replaced. */
    public void download(String container, String blob, Path file) throws InterruptedException {
        call(
                "download " + blob + " of container " + container + " to " + file,
                () -> blob(container, blob).downloadToFile(file.toString(), true));
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
