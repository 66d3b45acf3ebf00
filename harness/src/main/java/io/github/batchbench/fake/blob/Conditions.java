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
    void checkRead(@Nullable Blob blob) {
        if (ifNoneMatch.contains(ANY)) {
            throw BlobError.UNSATISFIABLE_CONDITION.exception();
        }
        if (blob == null) {
            checkMissing();
            return;
        }
        if (!matches(blob.etag()) || !isUnmodified(blob.modified())) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
        if (!isNew(blob.etag(), blob.modified())) {
            throw BlobError.NOT_MODIFIED.exception();
        }
        checkTags(blob);
    }

    /** For a change of a blob that may not exist. */
    void checkWrite(@Nullable Blob blob) {
        checkCombination();
        if (blob == null) {
            checkMissing();
            return;
        }
        checkChange(blob.etag(), blob.modified());
        checkTags(blob);
    }

    /**
     * For a write that creates: {@code If-None-Match: *} means that nothing may be there, but for what the writer has
     * the lease of.
     */
    void checkCreate(@Nullable Blob blob, boolean holdsLease) {
        if (blob != null && ifNoneMatch.contains(ANY) && !holdsLease) {
            throw BlobError.BLOB_ALREADY_EXISTS.exception();
        }
        checkWrite(blob);
    }

    /** For a change of anything that has an entity tag: the tag decides before the time does. */
    void checkChange(String etag, Instant modified) {
        boolean unchanged = ifMatch.isEmpty() ? isUnmodified(modified) : matches(etag);
        if (!unchanged || !isNew(etag, modified)) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
    }

    private void checkMissing() {
        if (!ifMatch.isEmpty()) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
    }

    /** A write may ask for one thing, by tag, by time or by both. */
    void checkCombination() {
        boolean forOld = !ifMatch.isEmpty() || unmodifiedSince != null;
        boolean forNew = !ifNoneMatch.isEmpty() || modifiedSince != null;
        if ((forOld && forNew) || ifMatch.size() > 1 || ifNoneMatch.size() > 1) {
            throw BlobError.MULTIPLE_CONDITIONS.exception();
        }
    }

    private boolean matches(String etag) {
        return ifMatch.isEmpty() || ifMatch.contains(ANY) || ifMatch.contains(etag);
    }

    private boolean isUnmodified(Instant modified) {
        return unmodifiedSince == null || !modified.isAfter(unmodifiedSince);
    }

    /** If both are asked for, one of them is enough. */
    private boolean isNew(String etag, Instant modified) {
        boolean tagDiffers = !ifNoneMatch.contains(etag);
        boolean later = modifiedSince == null || modified.isAfter(modifiedSince);
        boolean both = !ifNoneMatch.isEmpty() && modifiedSince != null;
        return both ? tagDiffers || later : tagDiffers && later;
    }

    private void checkTags(Blob blob) {
        if (tags != null && !tags.matches(blob.tags())) {
            throw BlobError.CONDITION_NOT_MET.exception();
        }
    }
}
