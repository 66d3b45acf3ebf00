package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditional headers of a request. Entity tags are without quotes; an empty list is no condition.
 *
 * @param tags a condition on the blob's tags, null if none
 */
public record Conditions(
        List<String> ifMatch,
        List<String> ifNoneMatch,
        @Nullable Instant modifiedSince,
        @Nullable Instant unmodifiedSince,
        @Nullable TagFilter tags) {

    /** No conditions. */
    public static final Conditions NONE = new Conditions(List.of(), List.of(), null, null, null);

    private static final String ANY = "*";

    /** For a read: what is unchanged is not sent again. */
    void checkRead(Blob blob) {
        if (ifNoneMatch.contains(ANY)) {
            throw BlobError.UNSATISFIABLE_CONDITION.exception();
        }
        checkUnchanged(blob.etag(), blob.modified());
        if (!isNew(blob.etag(), blob.modified())) {
            throw BlobError.NOT_MODIFIED.exception();
        }
        checkTags(blob);
    }

    /** For a change of a blob that may not exist. */
    void checkWrite(@Nullable Blob blob) {
        if (blob == null) {
            if (!ifMatch.isEmpty()) {
                throw BlobError.CONDITION_NOT_MET.exception();
            }
            return;
        }
        checkChange(blob.etag(), blob.modified());
        checkTags(blob);
    }

    /** For a write that creates: {@code If-None-Match: *} means that nothing may be there. */
    void checkCreate(@Nullable Blob blob) {
        if (blob != null && ifNoneMatch.contains(ANY)) {
            throw BlobError.BLOB_ALREADY_EXISTS.exception();
        }
        checkWrite(blob);
    }

    /** For a change of anything that has an entity tag. */
    void checkChange(String etag, Instant modified) {
        checkUnchanged(etag, modified);
        if (!isNew(etag, modified)) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
    }

    private void checkUnchanged(String etag, Instant modified) {
        boolean match = ifMatch.isEmpty() || ifMatch.contains(ANY) || ifMatch.contains(etag);
        if (!match || (unmodifiedSince != null && modified.isAfter(unmodifiedSince))) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
    }

    private boolean isNew(String etag, Instant modified) {
        boolean tagDiffers = !ifNoneMatch.contains(etag);
        boolean timeDiffers = modifiedSince == null || modified.isAfter(modifiedSince);
        return tagDiffers && timeDiffers;
    }

    private void checkTags(Blob blob) {
        if (tags != null && !tags.matches(blob.tags())) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
    }
}
