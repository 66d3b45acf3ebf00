package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.AppendBlobs;
import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import io.github.batchbench.fake.protocol.blob.message.Received;
import java.io.IOException;
import java.util.Map;

/** Append blobs. */
final class AppendActions {
    private static final long LONGEST_BLOCK = 100L << 20;

    private final StorageAccount account;

    AppendActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.PUT_APPEND_BLOB, this::create);
        actions.put(BlobOperation.APPEND_BLOCK, this::append);
        actions.put(BlobOperation.SEAL_APPEND_BLOB, this::seal);
    }

    private Answer create(BlobCall call) {
        if (call.request().body().length() > 0) {
            throw call.invalidLength();
        }
        Blob blob = account.appendBlobs().create(call.key(), Reader.attributes(call, true), Reader.preconditions(call));
        return Answer.of(201).etag(blob.etag(), blob.modified()).header("x-ms-request-server-encrypted", "true");
    }

    private Answer append(BlobCall call) throws IOException {
        if (call.request().body().length() == 0) {
            throw call.invalidLength();
        }
        AppendBlobs.Place place = place(call);
        Received received = Received.from(call, account.store(), LONGEST_BLOCK, false);
        AppendBlobs.Appended appended =
                account.appendBlobs().append(call.key(), received.content(), place, received.conditions());
        return received.digests().tell(answer(appended));
    }

    static AppendBlobs.Place place(BlobCall call) {
        return new AppendBlobs.Place(
                call.countHeader("x-ms-blob-condition-appendpos").orElse(null),
                call.countHeader("x-ms-blob-condition-maxsize").orElse(null));
    }

    static Answer answer(AppendBlobs.Appended appended) {
        Blob blob = appended.blob();
        return Answer.of(201)
                .etag(blob.etag(), blob.modified())
                .header("x-ms-blob-append-offset", String.valueOf(appended.offset()))
                .header("x-ms-blob-committed-block-count", String.valueOf(blob.appended()))
                .header("x-ms-request-server-encrypted", "true");
    }

    private Answer seal(BlobCall call) {
        Blob blob = account.appendBlobs()
                .seal(
                        call.key(),
                        call.countHeader("x-ms-blob-condition-appendpos").orElse(null),
                        Reader.preconditions(call));
        return Answer.of(200).etag(blob.etag(), blob.modified()).header("x-ms-blob-sealed", "true");
    }
}
