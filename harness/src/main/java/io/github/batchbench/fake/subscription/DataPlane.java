package io.github.batchbench.fake.subscription;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AccountKeys;

/** Serves accounts to their clients. May block, and so is never called under the lock. Thread-safe. */
public interface DataPlane {
    /** A Batch account that is served. Thread-safe. */
    interface Served {
        /** What it does. */
        BatchAccount account();

        /** The TCP port of its address. */
        int port();

        /** Ends what it runs, and serves it no more. */
        void close();
    }

    /** Serves a new Batch account, which is empty. */
    Served open(BatchResource account);

    /** Serves a new storage account, which is empty, to those who have its keys. */
    void openStorage(String name, AccountKeys keys);

    /** Where application packages are kept. */
    PackageStore packages();

    /** Serves a storage account no more, and forgets what it holds. */
    void closeStorage(String name);
}
