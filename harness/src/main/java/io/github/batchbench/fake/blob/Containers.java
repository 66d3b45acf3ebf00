package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Operations on containers. */
public final class Containers {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*|\\$root|\\$web|\\$logs");

    private final StorageAccount account;

    Containers(StorageAccount account) {
        this.account = account;
    }

    /** Makes an empty container. */
    public Container create(String name, Map<String, String> metadata, @Nullable String publicAccess) {
        synchronized (account) {
            checkName(name);
            account.requireFree(name);
            if (account.slots().containsKey(name)) {
                throw BlobError.CONTAINER_ALREADY_EXISTS.exception();
            }
            Stamps.Change change = account.stamps().change();
            Container state =
                    new Container(name, change.at(), change.etag(), metadata, publicAccess, List.of(), Lease.NONE);
            account.put(state);
            return state;
        }
    }

    /**
     * The container as it is.
     *
     * @param leaseId checked unless it is null
     */
    public Container get(String name, @Nullable String leaseId) {
        synchronized (account) {
            Container state = current(name);
            if (leaseId != null) {
                state.checkLeaseId(leaseId);
            }
            return state;
        }
    }

    /** Replaces its metadata. */
    public Container setMetadata(String name, Map<String, String> metadata, Preconditions preconditions) {
        synchronized (account) {
            Container state = checked(name, preconditions, false);
            return set(state.withMetadata(metadata, account.stamps().change()));
        }
    }

    /** Replaces its public access and stored access policies. */
    public Container setAccess(
            String name, @Nullable String publicAccess, List<AccessPolicy> policies, Preconditions preconditions) {
        synchronized (account) {
            Container state = checked(name, preconditions, false);
            return set(state.withAccess(publicAccess, policies, account.stamps().change()));
        }
    }

    /**
     * Gives it another name, which must be free. Its lease ends.
     *
     * @param leaseId needed if it is leased
     */
    public Container rename(String from, String to, @Nullable String leaseId) {
        synchronized (account) {
            checkName(to);
            account.requireFree(to);
            Container state = checked(from, new Preconditions(Conditions.NONE, leaseId, true), true);
            if (account.slots().containsKey(to)) {
                throw BlobError.CONTAINER_ALREADY_EXISTS.exception();
            }
            ContainerSlot slot = account.slot(from);
            account.slots().remove(from);
            account.slots().put(to, slot);
            slot.renamed(state.renamed(to, account.stamps().change()));
            return slot.state();
        }
    }

    /** Removes it with its blobs. A leased container needs its lease's id. */
    public void delete(String name, Preconditions preconditions) {
        synchronized (account) {
            checked(name, preconditions, true);
            account.remove(name);
        }
    }

    /** Changes its lease. */
    public Container lease(String name, LeaseAction action, Conditions conditions) {
        synchronized (account) {
            Container state = current(name);
            conditions.checkChange(state.etag(), state.modified());
            return set(state.withLease(action.apply(state.lease(), now())));
        }
    }

    /**
     * A page of containers.
     *
     * @param marker the name that the page begins with, as the page before told it; empty for the first page
     */
    public Page<Container> list(String prefix, String marker, int limit) {
        synchronized (account) {
            List<Container> found = new ArrayList<>();
            for (String name : account.slots().tailMap(marker, true).keySet()) {
                if (!name.startsWith(prefix)) {
                    continue;
                }
                if (found.size() == limit) {
                    return new Page<>(List.copyOf(found), name);
                }
                found.add(current(name));
            }
            return new Page<>(List.copyOf(found), "");
        }
    }

    private Container checked(String name, Preconditions preconditions, boolean lockCounts) {
        Container state = current(name);
        if (preconditions.leaseId() != null) {
            state.checkLeaseId(preconditions.leaseId());
        } else if (lockCounts && state.lease().locked()) {
            throw BlobError.LEASE_ID_MISSING.exception();
        }
        preconditions.conditions().checkChange(state.etag(), state.modified());
        return state;
    }

    private Container current(String name) {
        Container state = account.slot(name).state();
        return state.withLease(state.lease().at(now()));
    }

    private Container set(Container next) {
        account.slot(next.name()).set(next);
        return next;
    }

    private Instant now() {
        return account.stamps().now();
    }

    private static void checkName(String name) {
        if (name.length() < 3 || name.length() > 63) {
            throw BlobError.OUT_OF_RANGE_NAME.exception();
        }
        if (!NAME.matcher(name).matches()) {
            throw BlobError.INVALID_RESOURCE_NAME.exception();
        }
    }
}
