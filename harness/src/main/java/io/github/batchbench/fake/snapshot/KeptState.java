package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.subscription.KeptResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What a file says of a fake but for blobs and files, read and not put back yet.
 *
 * @param accounts Batch accounts by their names
 */
record KeptState(Snapshot.Head head, KeptResources resources, Map<String, Account> accounts) {
    /**
     * A Batch account.
     *
     * @param kept what is in it but for tasks
     * @param tasks those of its jobs, by the jobs' ids and by their own without regard to case
     */
    record Account(KeptAccount kept, Map<String, NavigableMap<String, Task>> tasks) {}

    /** Whether there is one in a file. */
    static boolean isIn(StateFile file) {
        return !file.read(StateKind.RESOURCES).isEmpty();
    }

    /**
     * Reads it.
     *
     * @throws SnapshotException if a row cannot be read
     */
    static KeptState read(StateFile file) {
        Snapshot.Head head = file.read(StateKind.SNAPSHOT).get(0).as(Snapshot.Head.class);
        KeptResources resources = file.read(StateKind.RESOURCES).get(0).as(KeptResources.class);
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (KeptResources.BatchAccountKept each : resources.batchAccounts()) {
            new AccountRows(file, each.name()).read().ifPresent(found -> accounts.put(each.name(), found));
        }
        return new KeptState(head, resources, accounts);
    }
}
