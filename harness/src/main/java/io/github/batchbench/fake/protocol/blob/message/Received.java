package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.Preconditions;
import java.io.IOException;

/**
 * A body that became content, checked against what its sender said of it.
 *
 * @param conditions of its request, read before the content was kept: whatever is refused later, nobody would remove it
 */
public record Received(BlobContent content, Digests digests, Preconditions conditions) {
    /** Takes the body of a call into a store; what is not as its sender says, or is too long, is refused. */
    public static Received from(BlobCall call, ContentStore store, long longest, boolean isBlob) throws IOException {
        if (call.request().body().length() > longest) {
            throw BlobError.REQUEST_BODY_TOO_LARGE.exception().with("MaxLimit", String.valueOf(longest));
        }
        Preconditions conditions = Reader.preconditions(call);
        Digests digests = Digests.ofBody(call, isBlob);
        return new Received(store.add(call.request().body()::moveTo), digests, conditions);
    }
}
