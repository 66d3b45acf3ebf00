package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.message.Answer;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;
import io.github.batchbench.fake.protocol.blob.message.Reader;
import java.util.Map;

/**
 * What is asked of the pages of a blob. No page blob can be made here (that is answered 501), so the blob is of another
 * type, or there is none.
 */
final class PageActions {
    private final StorageAccount account;

    PageActions(StorageAccount account) {
        this.account = account;
    }

    void register(Map<BlobOperation, Action> actions) {
        actions.put(BlobOperation.GET_PAGE_RANGES, this::ranges);
        actions.put(BlobOperation.PUT_PAGE, this::write);
    }

    private Answer ranges(BlobCall call) {
        return account.blobs().read(call.key(), call.snapshot(), Reader.preconditions(call), view -> {
            throw BlobError.INVALID_BLOB_TYPE.exception();
        });
    }

    private Answer write(BlobCall call) {
        throw account.blobs().notOfPages(call.key(), Reader.preconditions(call));
    }
}
