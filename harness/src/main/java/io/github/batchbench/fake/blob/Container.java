package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a container without its blobs. Immutable.
 *
 * @param publicAccess {@code blob}, {@code container}, or null for none
 */
public record Container(
        String name,
        Instant modified,
        String etag,
        Map<String, String> metadata,
        @Nullable String publicAccess,
        List<AccessPolicy> policies,
        Lease lease) {

    Container withMetadata(Map<String, String> newMetadata, Stamps.Change change) {
        return new Container(name, change.at(), change.etag(), newMetadata, publicAccess, policies, lease);
    }

    Container withAccess(@Nullable String access, List<AccessPolicy> newPolicies, Stamps.Change change) {
        return new Container(name, change.at(), change.etag(), metadata, access, newPolicies, lease);
    }

    Container renamed(String newName, Stamps.Change change) {
        return new Container(newName, change.at(), change.etag(), metadata, publicAccess, policies, Lease.NONE);
    }

    Container withLease(Lease newLease) {
        return new Container(name, modified, etag, metadata, publicAccess, policies, newLease);
    }

    void checkLeaseId(String leaseId) {
        if (lease.state() == Lease.State.AVAILABLE) {
            throw BlobError.LEASE_NOT_PRESENT_WITH_CONTAINER.exception();
        }
        if (!lease.heldBy(leaseId)) {
            throw BlobError.LEASE_ID_MISMATCH_WITH_CONTAINER.exception();
        }
        if (!lease.locked()) {
            throw BlobError.LEASE_LOST.exception();
        }
    }
}
