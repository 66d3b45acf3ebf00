package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockList;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Block blobs: content, ranges, headers, names, check sums, blocks. */
abstract class BlockBlobContract extends StorageContract {
    /** Tests a storage. */
    BlockBlobContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void aBlobIsWhatWasPut() {
        BlobClient blob = put("a.txt", "hello");
        BlobProperties properties = blob.getProperties();

        assertThat(text(blob)).isEqualTo("hello");
        assertThat(properties.getBlobSize()).isEqualTo(5);
        assertThat(properties.getBlobType()).isEqualTo(BlobType.BLOCK_BLOB);
        assertThat(properties.getContentType()).isEqualTo("application/octet-stream");
        assertThat(properties.getCreationTime()).isNotNull();
        assertThat(properties.getContentMd5()).isEqualTo(DigestUtils.md5("hello".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        BlobClient missing = container.getBlobClient("missing");

        assertThat(missing.exists()).isFalse();
        assertThat(missing.deleteIfExists()).isFalse();
        assertRefused(404, "BlobNotFound", missing::downloadContent);
        assertRefused(404, "BlobNotFound", missing::getProperties);
        assertRefused(404, "BlobNotFound", missing::delete);
    }

    @Test
    void overwritingMustBeAskedFor() {
        BlobClient blob = put("a", "first");

        assertRefused(409, "BlobAlreadyExists", () -> blob.upload(BinaryData.fromString("second")));
        blob.upload(BinaryData.fromString("third"), true);
        assertThat(text(blob)).isEqualTo("third");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with blank and +plus",
                "per%cent%20and%2Fslash",
                "dir/sub dir/ü€😀.txt",
                "a&b=c;d,e!$'()*@:~",
                "//two//slashes//",
                "q?and#hash",
                "dots/a..b/...",
                "[brackets]{braces}|^`"
            })
    void namesStayAsTheyAre(String name) {
        put(name, "named");

        assertThat(text(container.getBlobClient(name))).isEqualTo("named");
        assertThat(container.listBlobs().stream().map(BlobItem::getName)).containsExactly(name);
        container.getBlobClient(name).delete();
        assertThat(container.listBlobs()).isEmpty();
    }

    @Test
    void zippedBytesStayZipped() {
        byte[] bytes = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};
        BlobClient blob = container.getBlobClient("a.gz");
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromBytes(bytes))
                        .setHeaders(
                                new BlobHttpHeaders().setContentEncoding("gzip").setContentType("text/plain")),
                null,
                null);

        assertThat(blob.downloadContent().toBytes()).isEqualTo(bytes);
        assertThat(blob.getProperties().getContentEncoding()).isEqualTo("gzip");
    }

    @Test
    void rangesAreCutOut() {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        BlobClient blob = container.getBlobClient("r");
        blob.upload(BinaryData.fromBytes(bytes));

        assertThat(range(blob, new BlobRange(1_000_000, 10L)))
                .isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, 1_000_010));
        assertThat(range(blob, new BlobRange(2_999_990))).isEqualTo(Arrays.copyOfRange(bytes, 2_999_990, 3_000_000));
        assertThat(range(blob, new BlobRange(2_999_990, 100L))).hasSize(10);
        assertRefused(416, "InvalidRange", () -> range(blob, new BlobRange(3_000_001, 1L)));
    }

    @Test
    void anEmptyBlobIsEmpty() {
        BlobClient blob = container.getBlobClient("empty");
        blob.upload(BinaryData.fromBytes(new byte[0]));

        assertThat(blob.getProperties().getBlobSize()).isZero();
        assertThat(blob.downloadContent().toBytes()).isEmpty();
    }

    @Test
    void headersAndMetadataAreKeptAndReplaced() {
        BlobClient blob = put("h", "x");
        blob.setHttpHeaders(new BlobHttpHeaders()
                .setContentType("text/csv")
                .setContentLanguage("de")
                .setContentDisposition("attachment")
                .setCacheControl("no-store"));
        blob.setMetadata(Map.of("owner", "me"));
        BlobProperties properties = blob.getProperties();

        assertThat(properties.getContentType()).isEqualTo("text/csv");
        assertThat(properties.getContentLanguage()).isEqualTo("de");
        assertThat(properties.getContentDisposition()).isEqualTo("attachment");
        assertThat(properties.getCacheControl()).isEqualTo("no-store");
        assertThat(properties.getMetadata()).containsOnly(Map.entry("owner", "me"));
        put("h", "again");
        assertThat(blob.getProperties().getMetadata()).isEmpty();
        assertThat(blob.getProperties().getCacheControl()).isNull();
    }

    @Test
    void aWrongMd5IsRefused() {
        BlockBlobClient blob = container.getBlobClient("m").getBlockBlobClient();
        BinaryData data = BinaryData.fromString("hello");

        assertRefused(
                400,
                "Md5Mismatch",
                () -> blob.uploadWithResponse(
                        new BlockBlobSimpleUploadOptions(data).setContentMd5(DigestUtils.md5(new byte[] {1})),
                        null,
                        null));
        blob.uploadWithResponse(
                new BlockBlobSimpleUploadOptions(data).setContentMd5(DigestUtils.md5(data.toBytes())), null, null);
        assertThat(blob.getProperties().getBlobSize()).isEqualTo(5);
    }

    @Test
    void blocksBecomeABlobWhenTheyAreCommitted() {
        BlockBlobClient blob = container.getBlobClient("b").getBlockBlobClient();
        stage(blob, "1", "one");
        stage(blob, "2", "two");
        stage(blob, "3", "three");

        assertThat(blob.exists()).isFalse();
        blob.commitBlockList(List.of(id("3"), id("1")));
        assertThat(blob.downloadContent().toString()).isEqualTo("threeone");
        BlockList blocks = blob.listBlocks(BlockListType.ALL);
        assertThat(blocks.getCommittedBlocks()).extracting(Block::getName).containsExactly(id("3"), id("1"));
        assertThat(blocks.getCommittedBlocks()).extracting(Block::getSizeLong).containsExactly(5L, 3L);
        assertThat(blocks.getUncommittedBlocks()).isEmpty();
    }

    @Test
    void committedBlocksCanBeUsedAgain() {
        BlockBlobClient blob = container.getBlobClient("b").getBlockBlobClient();
        stage(blob, "1", "one");
        stage(blob, "2", "two");
        blob.commitBlockList(List.of(id("1"), id("2")));
        stage(blob, "2", "TWO");
        blob.commitBlockList(List.of(id("2"), id("1"), id("2")), true);

        assertThat(blob.downloadContent().toString()).isEqualTo("TWOoneTWO");
    }

    @Test
    void unknownBlocksAreRefused() {
        BlockBlobClient blob = container.getBlobClient("b").getBlockBlobClient();
        stage(blob, "1", "one");

        assertRefused(400, "InvalidBlockList", () -> blob.commitBlockList(List.of(id("9"))));
        assertThat(blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks())
                .hasSize(1);
    }

    @Test
    void uncommittedBlocksHaveIdsOfOneLength() {
        BlockBlobClient blob = container.getBlobClient("a").getBlockBlobClient();
        stage(blob, "1", "x");

        assertRefused(400, "InvalidBlobOrBlock", () -> stage(blob, "123", "y"));
        blob.commitBlockList(List.of(id("1")));
        stage(blob, "123", "y");
        assertThat(blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks())
                .hasSize(1);
    }

    static void stage(BlockBlobClient blob, String id, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        blob.stageBlock(id(id), new ByteArrayInputStream(bytes), bytes.length);
    }

    static String id(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] range(BlobClient blob, BlobRange range) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blob.downloadStreamWithResponse(out, range, null, null, false, null, null);
        return out.toByteArray();
    }
}
