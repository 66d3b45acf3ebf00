package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AccountKeys;

/** Serves Batch accounts to their clients. May block, and so is never called under the lock. */
public interface DataPlane {
    /** An account that is served. Thread-safe. */
    interface Served {
        /** What it does. */
        BatchAccount account();

        /** The TCP port of its address. */
        int port();

        /** Ends what it runs, and answers no more. */
        void close();
    }

    /**
     * Serves a new account, which is empty.
     *
     * @param name of the account
     * @param keys whose holders may use it
     */
    Served open(String name, AccountKeys keys);
}
