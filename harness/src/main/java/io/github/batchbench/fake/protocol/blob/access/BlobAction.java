package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import io.github.batchbench.fake.protocol.blob.message.BlobOperation;

/** What a request does, in the words that roles have for it (documented). */
final class BlobAction {
    private static final String SERVICE = "Microsoft.Storage/storageAccounts/blobServices/";
    private static final String CONTAINERS = SERVICE + "containers/";
    private static final String BLOBS = CONTAINERS + "blobs/";

    private BlobAction() {}

    /** For example {@code Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read}. */
    static String of(BlobOperation operation, BlobCall call) {
        String verb = switch (call.method()) {
            case "GET", "HEAD" -> "read";
            case "DELETE" -> "delete";
            default -> "write";
        };
        return switch (operation) {
            case GET_USER_DELEGATION_KEY -> SERVICE + "generateUserDelegationKey/action";
            case LIST_CONTAINERS -> CONTAINERS + "read";
            // The parts of a batch are looked at one by one.
            case LIST_BLOBS, QUERY_BLOB, BLOB_BATCH, BLOB_BATCH_OF_PATH, BLOB_BATCH_IN_CONTAINER -> BLOBS + "read";
            case FIND_BLOBS_BY_TAGS, FIND_BLOBS_IN_CONTAINER -> BLOBS + "filter/action";
            case GET_BLOB_TAGS, SET_BLOB_TAGS -> BLOBS + "tags/" + verb;
            default ->
                switch (call.target().scope()) {
                    case SERVICE -> SERVICE + verb;
                    case CONTAINER -> CONTAINERS + verb;
                    case BLOB -> BLOBS + verb;
                };
        };
    }
}
