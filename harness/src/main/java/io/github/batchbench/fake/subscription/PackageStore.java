package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.model.PackageContent;
import java.time.Instant;

/** Where application packages are kept: blobs of storage accounts. May block, and so is never called under the lock. */
public interface PackageStore {
    /**
     * A blob of a storage account.
     *
     * @param account which must be there
     * @param container is made if it is not there
     * @param blob need not be there
     */
    record Place(StorageResource account, String container, String blob) {}

    /**
     * Where a client may put the package, below the account's address, with a signature that lasts until then; a secret.
     *
     * @param writable false if it may only be read
     */
    String signed(Place place, Instant until, boolean writable);

    /** Whether something is there. */
    boolean has(Place place);

    /** What is there when it is opened. */
    PackageContent content(Place place);

    /** Nothing is there any more. */
    void remove(Place place);
}
