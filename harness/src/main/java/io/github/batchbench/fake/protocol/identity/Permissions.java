package io.github.batchbench.fake.protocol.identity;

/** What the identities of the directory may do with one resource. */
@FunctionalInterface
public interface Permissions {
    /** Everybody may do everything. */
    Permissions ALL = (objectId, action) -> true;

    /**
     * Whether somebody may do something.
     *
     * @param objectId of the identity
     * @param action for example {@code Microsoft.Batch/batchAccounts/pools/write}
     */
    boolean permits(String objectId, String action);
}
