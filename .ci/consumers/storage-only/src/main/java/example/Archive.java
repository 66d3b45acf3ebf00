package example;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClient;

/** Code that uses Blob storage and has never heard of Batch. */
public final class Archive {
    private final BlobServiceClient blobs;

    public Archive(BlobServiceClient blobs) {
        this.blobs = blobs;
    }

    public void keep(String name, byte[] content) {
        blobs.createBlobContainerIfNotExists("archive").getBlobClient(name).upload(BinaryData.fromBytes(content));
    }
}
