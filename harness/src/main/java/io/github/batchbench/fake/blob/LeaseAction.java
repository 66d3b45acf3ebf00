package io.github.batchbench.fake.blob;

import static io.github.batchbench.fake.blob.Lease.State.AVAILABLE;
import static io.github.batchbench.fake.blob.Lease.State.BREAKING;
import static io.github.batchbench.fake.blob.Lease.State.BROKEN;
import static io.github.batchbench.fake.blob.Lease.State.LEASED;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a client may do to a lease; the outcomes are those of the service's table "Outcomes of lease operations". */
public sealed interface LeaseAction {
    /** The lease after the action; the lease given is as of now. */
    Lease apply(Lease lease, Instant now);

    /**
     * Takes the lease, or takes it again with the same id.
     *
     * @param duration null for ever
     */
    record Acquire(String proposedId, @Nullable Duration duration) implements LeaseAction {
        @Override
        public Lease apply(Lease lease, Instant now) {
            if (lease.locked() && !lease.heldBy(proposedId)) {
                throw BlobError.LEASE_ALREADY_PRESENT.exception();
            }
            if (lease.state() == BREAKING) {
                throw BlobError.LEASE_IS_BREAKING_AND_CANNOT_BE_ACQUIRED.exception();
            }
            return Lease.leased(proposedId, duration, now);
        }
    }

    /** Starts its time anew, also after it ran out. */
    record Renew(String id) implements LeaseAction {
        @Override
        public Lease apply(Lease lease, Instant now) {
            requireHolder(lease, id);
            if (lease.state() == BREAKING || lease.state() == BROKEN) {
                throw BlobError.LEASE_IS_BROKEN_AND_CANNOT_BE_RENEWED.exception();
            }
            return Lease.leased(id, lease.duration(), now);
        }
    }

    /** Gives it another id; the new id may already be the one. */
    record Change(String id, String proposedId) implements LeaseAction {
        @Override
        public Lease apply(Lease lease, Instant now) {
            if (!lease.locked()) {
                throw BlobError.LEASE_NOT_PRESENT_WITH_LEASE.exception();
            }
            if (!lease.heldBy(id) && !lease.heldBy(proposedId)) {
                throw BlobError.LEASE_ID_MISMATCH_WITH_LEASE.exception();
            }
            if (lease.state() == BREAKING) {
                throw BlobError.LEASE_IS_BREAKING_AND_CANNOT_BE_CHANGED.exception();
            }
            return new Lease(LEASED, proposedId, lease.duration(), lease.until());
        }
    }

    /** Gives it up. */
    record Release(String id) implements LeaseAction {
        @Override
        public Lease apply(Lease lease, Instant now) {
            requireHolder(lease, id);
            return Lease.NONE;
        }
    }

    /**
     * Ends it without the holder.
     *
     * @param period how long it stays locked at most; null: as long as it would have lasted, at once if that is for ever
     */
    record Break(@Nullable Duration period) implements LeaseAction {
        @Override
        public Lease apply(Lease lease, Instant now) {
            if (lease.state() == AVAILABLE) {
                throw BlobError.LEASE_NOT_PRESENT_WITH_LEASE.exception();
            }
            Duration left = lease.locked() ? remaining(lease, now) : Duration.ZERO;
            return left.isZero() || left.isNegative()
                    ? new Lease(BROKEN, lease.id(), null, null)
                    : new Lease(BREAKING, lease.id(), null, now.plus(left));
        }

        private Duration remaining(Lease lease, Instant now) {
            if (lease.until() == null) {
                return period == null ? Duration.ZERO : period;
            }
            Duration left = Duration.between(now, lease.until());
            return period == null || period.compareTo(left) > 0 ? left : period;
        }
    }

    private static void requireHolder(Lease lease, String id) {
        if (!lease.heldBy(id)) {
            throw BlobError.LEASE_ID_MISMATCH_WITH_LEASE.exception();
        }
    }
}
