package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a blob or snapshot. Immutable: a change is another state.
 *
 * @param blocks the committed blocks in their order, empty for a blob put in one request
 * @param tier null for append blobs
 * @param copy null unless the content came by a copy
 * @param appended how many blocks were appended; 0 for block blobs
 */
public record Blob(
        BlobType type,
        BlobContent content,
        List<Block> blocks,
        BlobHeaders headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        Instant created,
        Instant modified,
        String etag,
        @Nullable AccessTier tier,
        @Nullable CopyRecord copy,
        int appended,
        boolean sealed) {

    /** A block that a client named. */
    public record Block(String id, long length) {}

    /** What a client may say about a blob that it creates. */
    public record Attributes(
            BlobHeaders headers,
            Map<String, String> metadata,
            Map<String, String> tags,
            @Nullable String tier) {}

    static Blob create(
            BlobType type, BlobContent content, List<Block> blocks, Attributes attributes, Stamps.Change change) {
        AccessTier tier =
                attributes.tier() == null ? AccessTier.DEFAULT : new AccessTier(attributes.tier(), false, null);
        return new Blob(
                type,
                content,
                blocks,
                attributes.headers(),
                attributes.metadata(),
                attributes.tags(),
                change.at(),
                change.at(),
                change.etag(),
                type == BlobType.BLOCK ? tier : null,
                null,
                0,
                false);
    }

    /** What comes from somewhere else: a block blob of which only content and headers are known. */
    public static Blob foreign(BlobContent content, BlobHeaders headers) {
        return create(
                BlobType.BLOCK,
                content,
                List.of(),
                new Attributes(headers, Map.of(), Map.of(), null),
                new Stamps.Change(Instant.EPOCH, ""));
    }

    Blob createdAt(Instant at) {
        return new Blob(
                type, content, blocks, headers, metadata, tags, at, modified, etag, tier, copy, appended, sealed);
    }

    Blob withHeaders(BlobHeaders newHeaders, Stamps.Change change) {
        return new Blob(
                type,
                content,
                blocks,
                newHeaders,
                metadata,
                tags,
                created,
                change.at(),
                change.etag(),
                tier,
                copy,
                appended,
                sealed);
    }

    Blob withMetadata(Map<String, String> newMetadata, Stamps.Change change) {
        return new Blob(
                type,
                content,
                blocks,
                headers,
                newMetadata,
                tags,
                created,
                change.at(),
                change.etag(),
                tier,
                copy,
                appended,
                sealed);
    }

    Blob withTags(Map<String, String> newTags) {
        return new Blob(
                type, content, blocks, headers, metadata, newTags, created, modified, etag, tier, copy, appended,
                sealed);
    }

    Blob withTier(AccessTier newTier) {
        return new Blob(
                type, content, blocks, headers, metadata, tags, created, modified, etag, newTier, copy, appended,
                sealed);
    }

    Blob withCopy(CopyRecord record, int appendedBlocks) {
        return new Blob(
                type,
                content,
                blocks,
                headers,
                metadata,
                tags,
                created,
                modified,
                etag,
                tier,
                record,
                appendedBlocks,
                sealed);
    }

    Blob withAppended(BlobContent newContent, Stamps.Change change) {
        return new Blob(
                type,
                newContent,
                blocks,
                headers,
                metadata,
                tags,
                created,
                change.at(),
                change.etag(),
                tier,
                copy,
                appended + 1,
                sealed);
    }

    Blob withSeal(Stamps.Change change) {
        return new Blob(
                type,
                content,
                blocks,
                headers,
                metadata,
                tags,
                created,
                change.at(),
                change.etag(),
                tier,
                copy,
                appended,
                true);
    }

    /** Whether it must be raised from the archive before it can be read. */
    public boolean archived() {
        return tier != null && tier.archived();
    }
}
