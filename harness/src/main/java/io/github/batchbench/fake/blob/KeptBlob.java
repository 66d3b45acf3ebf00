package io.github.batchbench.fake.blob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a blob, of a snapshot of one, or of a block that is not committed, to be there again later; its content is
 * kept by itself.
 *
 * @param key a snapshot's time or a block's id; empty for a blob
 * @param about null for a block
 * @param mark null for a block
 * @param lease of a blob; none of anything else
 */
public record KeptBlob(
        String container,
        String name,
        Kind kind,
        String key,
        Blob.@Nullable About about,
        Blob.@Nullable Mark mark,
        @Nullable AccessTier tier,
        @Nullable CopyRecord copy,
        BlobType type,
        List<Blob.Block> blocks,
        int appended,
        boolean sealed,
        Lease lease) {
    /** What it is. */
    public enum Kind {
        /** A blob. */
        BLOB,
        /** A snapshot of one. */
        SNAPSHOT,
        /** A block that is not committed. */
        BLOCK
    }

    /**
     * With its content.
     *
     * @param content belongs to whoever has this
     */
    public record Part(KeptBlob blob, BlobContent content) {}

    static Part of(String container, String name, Kind kind, String key, Blob blob, Lease lease) {
        KeptBlob kept = new KeptBlob(
                container,
                name,
                kind,
                key,
                blob.about(),
                blob.mark(),
                blob.tier(),
                blob.copy(),
                blob.type(),
                blob.blocks(),
                blob.appended(),
                blob.sealed(),
                lease);
        return new Part(kept, blob.content().retain());
    }

    static Part ofBlock(String container, String name, String id, BlobContent content) {
        KeptBlob kept = new KeptBlob(
                container,
                name,
                Kind.BLOCK,
                id,
                null,
                null,
                null,
                null,
                BlobType.BLOCK,
                List.of(),
                0,
                false,
                Lease.NONE);
        return new Part(kept, content.retain());
    }

    /** The blob that it was, with this content. */
    Blob blob(BlobContent content) {
        if (about == null || mark == null) {
            throw new IllegalArgumentException("A block is no blob: " + name);
        }
        return new Blob(new Blob.Data(type, content, blocks, appended, sealed), about, mark, tier, copy);
    }

    /** The names of the blob, as they tell it from all others of its container. */
    public String id() {
        return id(name, kind, key);
    }

    static String id(String name, Kind kind, String key) {
        return switch (kind) {
            case BLOB -> name;
            case SNAPSHOT -> name + "?snapshot=" + key;
            case BLOCK -> name + "?blockid=" + key;
        };
    }
}
