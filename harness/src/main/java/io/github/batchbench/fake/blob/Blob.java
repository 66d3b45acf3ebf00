package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a blob or snapshot. Immutable: a change is another state.
 *
 * @param data its bytes
 * @param about what is said of them
 * @param mark when it was made and changed
 * @param tier null for append blobs
 * @param copy null unless the content came by a copy
 */
public record Blob(
        Data data,
        About about,
        Mark mark,
        @Nullable AccessTier tier,
        @Nullable CopyRecord copy) {

    /** A block that a client named. */
    public record Block(String id, long length) {}

    /**
     * The bytes of a blob.
     *
     * @param blocks the committed blocks in their order, empty for a blob put in one request
     * @param appended how many blocks were appended; 0 for block blobs
     * @param sealed whether nothing may be appended any more
     */
    record Data(BlobType type, BlobContent content, List<Block> blocks, int appended, boolean sealed) {
        static Data ofBlocks(BlobContent content, List<Block> blocks) {
            return new Data(BlobType.BLOCK, content, blocks, 0, false);
        }

        static Data emptyAppend() {
            return new Data(BlobType.APPEND, BlobContent.EMPTY, List.of(), 0, false);
        }

        Data with(BlobContent copied) {
            return new Data(type, copied, blocks, appended, sealed);
        }

        Data plusBlock(BlobContent grown) {
            return new Data(type, grown, blocks, appended + 1, sealed);
        }

        Data withSeal(boolean seal) {
            return new Data(type, content, blocks, appended, seal);
        }
    }

    /** What is said of the bytes. */
    record About(BlobHeaders headers, Map<String, String> metadata, Map<String, String> tags) {
        static About of(Attributes attributes) {
            return new About(attributes.headers(), attributes.metadata(), attributes.tags());
        }
    }

    /** When a blob was made, when it was last changed, and the entity tag of that change. */
    record Mark(Instant created, Instant modified, String etag) {
        static Mark of(Stamps.Change change) {
            return new Mark(change.at(), change.at(), change.etag());
        }

        Mark moved(Stamps.Change change) {
            return new Mark(created, change.at(), change.etag());
        }
    }

    /** What a client may say about a blob that it creates. */
    public record Attributes(
            BlobHeaders headers,
            Map<String, String> metadata,
            Map<String, String> tags,
            @Nullable String tier) {
        /** These attributes with other headers. */
        public Attributes withHeaders(BlobHeaders other) {
            return new Attributes(other, metadata, tags, tier);
        }
    }

    static Blob create(Data data, Attributes attributes, Stamps.Change change) {
        AccessTier tier =
                attributes.tier() == null ? AccessTier.DEFAULT : AccessTier.set(attributes.tier(), change.at());
        return new Blob(data, About.of(attributes), Mark.of(change), data.type() == BlobType.BLOCK ? tier : null, null);
    }

    /** What comes from somewhere else: a block blob of which only content and headers are known. */
    public static Blob foreign(BlobContent content, BlobHeaders headers) {
        return create(
                Data.ofBlocks(content, List.of()),
                new Attributes(headers, Map.of(), Map.of(), null),
                new Stamps.Change(Instant.EPOCH, ""));
    }

    Blob createdAt(Instant at) {
        return new Blob(data, about, new Mark(at, mark.modified(), mark.etag()), tier, copy);
    }

    Blob withHeaders(BlobHeaders headers, Stamps.Change change) {
        return new Blob(data, new About(headers, metadata(), tags()), mark.moved(change), tier, copy);
    }

    Blob withMetadata(Map<String, String> metadata, Stamps.Change change) {
        return new Blob(data, new About(headers(), metadata, tags()), mark.moved(change), tier, copy);
    }

    Blob withTags(Map<String, String> tags) {
        return new Blob(data, new About(headers(), metadata(), tags), mark, tier, copy);
    }

    Blob withTier(AccessTier newTier) {
        return new Blob(data, about, mark, newTier, copy);
    }

    Blob withCopy(CopyRecord record) {
        return new Blob(data, about, mark, tier, record);
    }

    Blob withData(Data newData, Stamps.Change change) {
        return new Blob(newData, about, mark.moved(change), tier, copy);
    }

    /** The blob as it is at a time: what was raised from the archive long enough ago has arrived. */
    Blob at(Instant now) {
        return tier == null ? this : withTier(tier.at(now));
    }

    /** The kind of the blob. */
    public BlobType type() {
        return data.type();
    }

    /** Its bytes. */
    public BlobContent content() {
        return data.content();
    }

    /** The committed blocks in their order, empty for a blob put in one request. */
    public List<Block> blocks() {
        return data.blocks();
    }

    /** How many blocks were appended; 0 for block blobs. */
    public int appended() {
        return data.appended();
    }

    /** Whether nothing may be appended any more. */
    public boolean sealed() {
        return data.sealed();
    }

    /** The headers that readers see. */
    public BlobHeaders headers() {
        return about.headers();
    }

    /** Metadata by name, as the client spelt it. */
    public Map<String, String> metadata() {
        return about.metadata();
    }

    /** Tags by key. */
    public Map<String, String> tags() {
        return about.tags();
    }

    /** When the first blob of this name was made. */
    public Instant created() {
        return mark.created();
    }

    /** When it was last changed. */
    public Instant modified() {
        return mark.modified();
    }

    /** The entity tag, without quotes. */
    public String etag() {
        return mark.etag();
    }

    /** Whether it must be raised from the archive before it can be read. */
    public boolean archived() {
        return tier != null && tier.archived();
    }
}
