package io.github.batchbench.fake.blob;

import org.jspecify.annotations.Nullable;

/**
 * What must hold for a request on a blob.
 *
 * @param leaseId the lease that the client says it holds, null if it says none
 * @param mayOverwrite false if the client is only allowed to create
 */
public record Preconditions(Conditions conditions, @Nullable String leaseId, boolean mayOverwrite) {
    /** Nothing. */
    public static final Preconditions NONE = new Preconditions(Conditions.NONE, null, true);

    /** Whether the client asks for nothing to hold. */
    boolean isNone() {
        return conditions.equals(Conditions.NONE) && leaseId == null;
    }

    void checkRead(@Nullable Blob blob, Lease lease) {
        if (leaseId != null && blob != null) {
            checkLeaseId(lease);
        }
        conditions.checkRead(blob);
    }

    void checkWrite(@Nullable Blob blob, Lease lease) {
        conditions.checkWrite(blob);
        checkLock(lease);
    }

    void checkCreate(@Nullable Blob blob, Lease lease) {
        if (blob != null) {
            checkOverwrite();
        }
        conditions.checkCombination();
        checkLock(lease);
        conditions.checkCreate(blob, leaseId != null);
    }

    void checkOverwrite() {
        if (!mayOverwrite) {
            throw BlobError.UNAUTHORIZED_BLOB_OVERWRITE.exception();
        }
    }

    /** A locked blob needs its lease's id; an id needs a lease. */
    void checkLock(Lease lease) {
        if (leaseId != null) {
            checkLeaseId(lease);
        } else if (lease.locked()) {
            throw BlobError.LEASE_ID_MISSING.exception();
        }
    }

    private void checkLeaseId(Lease lease) {
        if (lease.state() == Lease.State.AVAILABLE) {
            throw BlobError.LEASE_NOT_PRESENT_WITH_BLOB.exception();
        }
        if (!lease.heldBy(leaseId)) {
            throw BlobError.LEASE_ID_MISMATCH_WITH_BLOB.exception();
        }
        if (!lease.locked()) {
            throw BlobError.LEASE_LOST.exception();
        }
    }
}
