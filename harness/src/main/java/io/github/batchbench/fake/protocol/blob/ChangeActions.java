package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AccessTier;
import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.Blobs;
import io.github.batchbench.fake.blob.Blobs.SnapshotDeletion;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.format.Tags;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Digests;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Changes of blobs that leave the content as it is, and their end. */
final class ChangeActions {
    private final StorageAccount account;

    ChangeActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.SET_BLOB_METADATA, this::setMetadata);
        actions.put(BlobOperation.SET_BLOB_PROPERTIES, this::setProperties);
        actions.put(BlobOperation.SET_BLOB_TAGS, this::setTags);
        actions.put(BlobOperation.SET_BLOB_TIER, this::setTier);
        actions.put(BlobOperation.SNAPSHOT_BLOB, this::snapshot);
        actions.put(BlobOperation.DELETE_BLOB, this::delete);
    }

    private Answer setMetadata(BlobCall call) {
        Blob blob = account.blobs().setMetadata(call.key(), Reader.metadata(call), Reader.preconditions(call));
        return Answer.of(200).etag(blob.etag(), blob.modified()).header("x-ms-request-server-encrypted", "true");
    }

    private Answer setProperties(BlobCall call) {
        Blob blob = account.blobs().setHeaders(call.key(), Reader.replacedHeaders(call), Reader.preconditions(call));
        return Answer.of(200).etag(blob.etag(), blob.modified());
    }

    private Answer setTags(BlobCall call) throws IOException {
        Digests.ofBody(call, false);
        byte[] body = call.request().body().bytes();
        account.blobs().setTags(call.key(), call.snapshot(), Tags.ofXml(body), Reader.tagPreconditions(call));
        return Answer.of(204);
    }

    private Answer setTier(BlobCall call) {
        call.requiredHeader("x-ms-access-tier");
        String tier = Reader.tier(call);
        if (tier == null) {
            throw call.invalidHeader("x-ms-access-tier");
        }
        Blob blob =
                account.blobs().setTier(call.key(), call.snapshot(), tier, priority(call), Reader.preconditions(call));
        boolean onItsWay = blob.tier() != null && blob.tier().rehydration() != null;
        return Answer.of(onItsWay ? 202 : 200);
    }

    private static AccessTier.Priority priority(BlobCall call) {
        return call.header("x-ms-rehydrate-priority")
                .map(name -> Arrays.stream(AccessTier.Priority.values())
                        .filter(priority -> priority.wireName().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> call.invalidHeader("x-ms-rehydrate-priority")))
                .orElse(AccessTier.Priority.STANDARD);
    }

    private Answer snapshot(BlobCall call) {
        Map<String, String> metadata = Reader.metadata(call);
        Blobs.Snapshot made =
                account.blobs().snapshot(call.key(), metadata.isEmpty() ? null : metadata, Reader.preconditions(call));
        return Answer.of(201)
                .header("x-ms-snapshot", made.time())
                // As recorded: only what is written with a snapshot is encrypted by this request.
                .header("x-ms-request-server-encrypted", String.valueOf(!metadata.isEmpty()))
                .etag(made.blob().etag(), made.blob().modified());
    }

    private Answer delete(BlobCall call) {
        SnapshotDeletion snapshots = call.header("x-ms-delete-snapshots")
                .map(text -> switch (text) {
                    case "include" -> SnapshotDeletion.INCLUDE;
                    case "only" -> SnapshotDeletion.ONLY;
                    default -> throw call.invalidHeader("x-ms-delete-snapshots");
                })
                .orElse(SnapshotDeletion.NONE);
        account.blobs().delete(call.key(), call.snapshot(), snapshots, Reader.preconditions(call));
        return Answer.of(202).header("x-ms-delete-type-permanent", "true");
    }
}
