package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.subscription.KeptResources;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a fake into the state that a file has. */
final class Restoration {
    /** What is not in every such file in the same way. */
    interface Differences {
        /** Puts the blobs of an account back. */
        void storage(String name, StorageAccount account);

        /** Lays out the files of an account's nodes, before they are provisioned. */
        void files(String name, KeptAccount kept, NodeAgent agent) throws IOException;

        /** Puts an account back. */
        default void account(BatchAccount account, Runnable restore) throws IOException {
            restore.run();
        }
    }

    private final StateFile file;
    private final Snapshot.Fake fake;
    private final Differences differences;

    Restoration(StateFile file, Snapshot.Fake fake, Differences differences) {
        this.file = file;
        this.fake = fake;
        this.differences = differences;
    }

    /**
     * What was there is gone, and all that the file has is there.
     *
     * @param state what has been read of the file
     * @throws SnapshotException if it is one of another account; nothing has changed then
     */
    void run(KeptState state) throws IOException {
        Snapshot.Head head = state.head();
        KeptResources resources = state.resources();
        String account = resources.batchAccounts().get(0).name();
        if (!account.equals(fake.account())) {
            throw new SnapshotException(file + " is of the Batch account '" + account + "', and this one is '"
                    + fake.account() + "': start a fake with it instead.");
        }
        fake.clear().run();
        if (head.virtual() || fake.own().timeline().isVirtual()) {
            fake.own().timeline().resume(head.taken());
        }
        fake.subscription().restore(resources);
        for (Map.Entry<String, StorageAccount> each : fake.storage().get().entrySet()) {
            differences.storage(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, KeptState.Account> each : state.accounts().entrySet()) {
            restore(each.getKey(), each.getValue());
        }
    }

    private void restore(String name, KeptState.Account state) throws IOException {
        @Nullable BatchAccount account = fake.accounts().get().get(name);
        if (account == null) {
            throw new IllegalStateException("The account " + name + " is not served.");
        }
        KeptAccount kept = state.kept();
        differences.files(name, kept, account.agent());
        var packages = new PackageRows(file, name)
                .contents(fake.subscription(), fake.scratch().get());
        differences.account(account, () -> account.restore(kept, state.tasks(), packages));
    }
}
