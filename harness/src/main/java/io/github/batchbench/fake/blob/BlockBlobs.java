package io.github.batchbench.fake.blob;

import io.github.batchbench.fake.blob.Blob.Attributes;
import io.github.batchbench.fake.blob.Blob.Block;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations on block blobs. Content that is handed in is taken over, also when the operation fails. */
public final class BlockBlobs {
    private static final int MOST_BLOCKS = 50_000;
    private static final int MOST_UNCOMMITTED = 100_000;

    private final StorageAccount account;

    BlockBlobs(StorageAccount account) {
        this.account = account;
    }

    /** Where the block of a block list is looked for. */
    public enum Source {
        /** In the blob as it is. */
        COMMITTED,
        /** Among the uncommitted ones. */
        UNCOMMITTED,
        /** Among the uncommitted ones, then in the blob. */
        LATEST
    }

    /** An entry of a block list. */
    public record Choice(Source source, String id) {}

    /**
     * The blocks of a name.
     *
     * @param blob with the committed ones, null if nothing is committed
     */
    public record Listed(@Nullable Blob blob, List<Block> uncommitted) {}

    /** Puts a whole blob. */
    public Blob put(BlobKey key, BlobContent content, Attributes attributes, Preconditions preconditions) {
        synchronized (account) {
            try {
                ContainerSlot container = account.slot(key.container());
                BlobSlot slot = container.blob(key.blob());
                preconditions.checkCreate(
                        slot.current(), slot.lease(account.stamps().now()));
                Blob blob = Blob.create(
                        Blob.Data.ofBlocks(content, List.of()),
                        attributes,
                        account.stamps().change());
                slot.overwrite(blob, account.stamps().now());
                container.keep(key.blob(), slot);
                return slot.required();
            } catch (BlobException e) {
                content.release();
                throw e;
            }
        }
    }

    /** Keeps a block until it is committed. */
    public void stage(BlobKey key, String id, BlobContent content, Preconditions preconditions) {
        synchronized (account) {
            try {
                ContainerSlot container = account.slot(key.container());
                BlobSlot slot = container.blob(key.blob());
                checkStage(slot, id, preconditions);
                slot.stage(id, content);
                container.keep(key.blob(), slot);
            } catch (BlobException e) {
                content.release();
                throw e;
            }
        }
    }

    private void checkStage(BlobSlot slot, String id, Preconditions preconditions) {
        preconditions.checkLock(slot.lease(account.stamps().now()));
        Blob current = slot.current();
        if (current != null && current.type() != BlobType.BLOCK) {
            throw BlobError.INVALID_BLOB_TYPE.exception();
        }
        if (!slot.uncommitted().isEmpty() && bytes(slot.uncommitted().firstKey()) != bytes(id)) {
            throw BlobError.INVALID_BLOB_OR_BLOCK.exception(
                    "The specified block ID is invalid: all block IDs of a blob must have the same length.");
        }
        if (slot.uncommitted().size() >= MOST_UNCOMMITTED && !slot.uncommitted().containsKey(id)) {
            throw BlobError.BLOCK_COUNT_EXCEEDS_LIMIT.exception(
                    "The uncommitted block count cannot exceed the maximum limit of 100,000 blocks.");
        }
    }

    /** How long an id is before it is encoded: that is what must be the same for all. */
    private static int bytes(String id) {
        return Base64.getDecoder().decode(id).length;
    }

    /** Makes the blob of the chosen blocks, in their order. */
    public Blob commit(BlobKey key, List<Choice> choices, Attributes attributes, Preconditions preconditions) {
        synchronized (account) {
            ContainerSlot container = account.slot(key.container());
            BlobSlot slot = container.blob(key.blob());
            preconditions.checkCreate(
                    slot.current(), slot.lease(account.stamps().now()));
            if (choices.size() > MOST_BLOCKS) {
                throw BlobError.BLOCK_COUNT_EXCEEDS_LIMIT.exception();
            }
            Blob current = slot.current();
            if (current != null && current.type() != BlobType.BLOCK) {
                throw BlobError.INVALID_BLOB_TYPE.exception();
            }
            Chosen chosen = choose(slot, choices);
            Blob blob = Blob.create(
                    Blob.Data.ofBlocks(chosen.content(), chosen.blocks()),
                    attributes,
                    account.stamps().change());
            slot.overwrite(blob, account.stamps().now());
            container.keep(key.blob(), slot);
            return slot.required();
        }
    }

    private record Chosen(BlobContent content, List<Block> blocks) {}

    private static Chosen choose(BlobSlot slot, List<Choice> choices) {
        Map<String, BlobContent> committed = committed(slot);
        try {
            List<BlobContent> parts = new ArrayList<>();
            List<Block> blocks = new ArrayList<>();
            for (Choice choice : choices) {
                BlobContent part = switch (choice.source()) {
                    case COMMITTED -> committed.get(choice.id());
                    case UNCOMMITTED -> slot.uncommitted().get(choice.id());
                    case LATEST -> slot.uncommitted().getOrDefault(choice.id(), committed.get(choice.id()));
                };
                if (part == null) {
                    throw BlobError.INVALID_BLOCK_LIST.exception();
                }
                parts.add(part);
                blocks.add(new Block(choice.id(), part.length()));
            }
            return new Chosen(BlobContent.join(parts), List.copyOf(blocks));
        } finally {
            committed.values().forEach(BlobContent::release);
        }
    }

    private static Map<String, BlobContent> committed(BlobSlot slot) {
        Map<String, BlobContent> parts = new HashMap<>();
        Blob current = slot.current();
        if (current != null) {
            long offset = 0;
            for (Block block : current.blocks()) {
                BlobContent part = current.content().slice(offset, block.length());
                BlobContent twice = parts.put(block.id(), part);
                if (twice != null) {
                    twice.release();
                }
                offset += block.length();
            }
        }
        return parts;
    }

    /**
     * The blocks of a blob or snapshot.
     *
     * @param snapshot which one, empty for the blob itself
     */
    public Listed blocks(BlobKey key, String snapshot, Preconditions preconditions) {
        synchronized (account) {
            BlobSlot slot = account.slot(key.container()).blob(key.blob());
            Blob blob = snapshot.isEmpty() ? slot.current() : slot.snapshots().get(snapshot);
            if (blob == null && (slot.uncommitted().isEmpty() || !snapshot.isEmpty())) {
                throw BlobError.BLOB_NOT_FOUND.exception();
            }
            if (blob != null && blob.type() != BlobType.BLOCK) {
                throw BlobError.INVALID_BLOB_TYPE.exception();
            }
            if (preconditions.leaseId() != null && snapshot.isEmpty()) {
                preconditions.checkLock(slot.lease(account.stamps().now()));
            }
            preconditions.conditions().checkRead(blob);
            List<Block> uncommitted = snapshot.isEmpty()
                    ? slot.uncommitted().entrySet().stream()
                            .map(entry ->
                                    new Block(entry.getKey(), entry.getValue().length()))
                            .toList()
                    : List.of();
            return new Listed(blob, uncommitted);
        }
    }
}
