package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.AccountSpec;
import io.github.batchbench.fake.model.Lifecycle;
import io.github.batchbench.fake.model.Revision;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Batch account as Resource Manager keeps it, beside what the account itself holds. Guarded by the subscription's lock. */
public final class BatchResource implements ResourceGroups.Member {
    private final String group;
    private final String name;
    private final AccountKeys keys;
    private final Lifecycle<ProvisioningState> lifecycle;
    private AccountSpec spec;
    private DataPlane.@Nullable Served opened;
    private DataPlane.@Nullable Served served;
    private Revision revision;
    private @Nullable Instant lastKeySync;

    BatchResource(String group, String name, AccountKeys keys, AccountSpec spec, Instant now) {
        this.group = group;
        this.name = name;
        this.keys = keys;
        this.lifecycle = new Lifecycle<>(ProvisioningState.CREATING, now);
        this.spec = spec;
        this.revision = new Revision(now);
        this.lastKeySync = spec.storageAccountId().isPresent() ? now : null;
    }

    @Override
    public String group() {
        return group;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its keys. */
    public AccountKeys keys() {
        return keys;
    }

    /** How far it has come. */
    public Lifecycle<ProvisioningState> lifecycle() {
        return lifecycle;
    }

    /** What clients say of it. */
    public AccountSpec spec() {
        return spec;
    }

    /** When it was last written: by who makes it or changes it, synchronises its keys or makes them anew (recorded). */
    public Revision revision() {
        return revision;
    }

    /** When it last took the keys of its storage account; null if it has none. */
    public @Nullable Instant lastKeySync() {
        return lastKeySync;
    }

    /** The account itself; empty until it is served. */
    public Optional<DataPlane.Served> served() {
        return Optional.ofNullable(served);
    }

    void opened(DataPlane.Served dataPlane) {
        opened = dataPlane;
    }

    void serve(DataPlane.Served dataPlane) {
        served = dataPlane;
    }

    /** Ends the account itself. Not under the lock. */
    void close() {
        DataPlane.Served open = opened;
        if (open != null) {
            open.close();
        }
    }

    void change(AccountSpec newSpec, Instant now) {
        boolean linked = newSpec.storageAccountId().isPresent();
        if (!newSpec.storageAccountId().equals(spec.storageAccountId())) {
            lastKeySync = linked ? now : null;
        }
        spec = newSpec;
        touch(now);
    }

    void synced(Instant now) {
        lastKeySync = now;
        touch(now);
    }

    void touch(Instant now) {
        revision = revision.next(now);
    }

    /** As it was, after it has been made anew. */
    void restore(@Nullable Instant modified, @Nullable Instant synced) {
        revision = modified == null ? revision : new Revision(modified);
        lastKeySync = synced == null ? lastKeySync : synced;
    }
}
