package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Blobs that are uploaded in blocks, downloaded, compared and deleted. */
final class BlobLoad {
    private static final int BLOCK = 4_000_000;
    private static final int BLOCKS = 25;
    private static final int BLOB_MEGABYTES = BLOCK / 1_000_000 * BLOCKS;

    private final BlobServiceClient service;
    private final byte[] block = new byte[BLOCK];

    BlobLoad(BlobServiceClient service) {
        this.service = service;
        new Random(1).nextBytes(block);
    }

    /** Blobs of 100 MB: one after the other staged block by block, or by the client's own parallel upload. */
    void roundTrip(int megabytes) throws IOException {
        BlobContainerClient container = service.createBlobContainer("soak");
        for (int blob = 0; blob < Math.max(1, megabytes / BLOB_MEGABYTES); blob++) {
            String name = "blob-" + blob;
            if (blob % 2 == 0) {
                stage(container.getBlobClient(name).getBlockBlobClient(), blob);
            } else {
                upload(container, name, blob);
            }
            try (InputStream content = container.getBlobClient(name).openInputStream()) {
                check(content, blob);
            }
            container.getBlobClient(name).delete();
        }
        service.deleteBlobContainer("soak");
    }

    private void stage(BlockBlobClient client, int blob) {
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < BLOCKS; number++) {
            String id = Base64.getEncoder()
                    .encodeToString("block-%06d".formatted(number).getBytes(StandardCharsets.US_ASCII));
            client.stageBlock(id, BinaryData.fromBytes(block(blob, number)));
            ids.add(id);
        }
        client.commitBlockList(ids);
    }

    private void upload(BlobContainerClient container, String name, int blob) {
        InputStream content = new Content(blob);
        container
                .getBlobClient(name)
                .uploadWithResponse(
                        new BlobParallelUploadOptions(content)
                                .setParallelTransferOptions(new ParallelTransferOptions()
                                        .setBlockSizeLong((long) BLOCK)
                                        .setMaxSingleUploadSizeLong((long) BLOCK)
                                        .setMaxConcurrency(4)),
                        null,
                        null);
    }

    private void check(InputStream content, int blob) throws IOException {
        for (int number = 0; number < BLOCKS; number++) {
            assertThat(Arrays.equals(content.readNBytes(BLOCK), block(blob, number)))
                    .as("block %d of blob %d", number, blob)
                    .isTrue();
        }
        assertThat(content.read()).isNegative();
    }

    /** No block is like another, nor made anew each time. */
    private byte[] block(int blob, int number) {
        byte[] copy = block.clone();
        ByteBuffer.wrap(copy).putInt(blob).putInt(number);
        return copy;
    }

    /** A whole blob as a stream. */
    private final class Content extends InputStream {
        private final int blob;
        private int next;
        private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);

        Content(int blob) {
            this.blob = blob;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (current.available() == 0 && next < BLOCKS) {
                current = new ByteArrayInputStream(block(blob, next++));
            }
            return current.read(target, offset, length);
        }
    }
}
