package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.subscription.KeptResources;
import io.github.batchbench.fake.subscription.Subscription;
import io.github.batchbench.fake.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** What changes in a fake, written to the file of its location; and that state, put back. Not thread-safe. */
final class ChangedRows {
    private final StateFile file;
    private final Snapshot.Fake fake;
    private final Runnable listener;
    private final Timeline timeline;
    private final Map<String, AccountChanges> accounts = new LinkedHashMap<>();
    private final Map<String, StorageChanges> stores = new LinkedHashMap<>();
    private Snapshot.@Nullable Head head;
    private @Nullable KeptResources resources;
    private long changesOfResources = -1;

    /** What is still to be written, after it could not be. */
    private final List<Write> waiting = new ArrayList<>();

    /** Files that nobody uses when that is written. */
    private final List<Path> unused = new ArrayList<>();

    /** What is to be done with those of nodes then. */
    private final List<Runnable> discards = new ArrayList<>();

    /**
     * Of a fake.
     *
     * @param listener hears of each change, and must be quick
     */
    ChangedRows(StateFile file, Snapshot.Fake fake, Runnable listener) {
        this.file = file;
        this.fake = fake;
        this.listener = listener;
        this.timeline = fake.own().timeline();
    }

    /** Puts the fake into the state of the file, which has been read. What that changes, such as tasks that ran, is to be written. */
    void putBack(KeptState kept) throws IOException {
        new Restoration(file, fake, new FromLocation()).run(kept);
    }

    /** Blobs and files of nodes are where they were. */
    private final class FromLocation implements Restoration.Differences {
        @Override
        public void storage(String name, StorageAccount account) {
            ContentStore store = account.store();
            new StorageRows(file)
                    .restore(
                            name,
                            account,
                            row -> row.as(StorageChanges.Content.class).pieces(),
                            store::putBack);
            store.forgetRest();
            stores.put(name, new StorageChanges(name, account, true, listener));
        }

        @Override
        public void files(String name, KeptAccount kept, NodeAgent agent) {
            for (StateRow row : file.read(StateKind.NODES, name)) {
                Long tree = row.content();
                if (tree != null && tree > 0) {
                    agent.adopt(row.as(ComputeNode.Kept.class).identity(), tree);
                }
            }
        }

        @Override
        public void account(BatchAccount account, Runnable restore) {
            account.exclusively(() -> {
                AccountChanges changes = new AccountChanges(nameOf(account), account, listener);
                accounts.put(nameOf(account), changes);
                changes.putBack(restore);
                return changes;
            });
        }
    }

    private String nameOf(BatchAccount account) {
        return fake.accounts().get().entrySet().stream()
                .filter(entry -> entry.getValue() == account)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Writes all that has changed, in one transaction.
     *
     * @throws IOException if it cannot be written; it is still to be then
     */
    void write() throws IOException {
        Map<String, StorageAccount> storage = fake.storage().get();
        // Before the changes are gathered: those that belong to these have been made.
        stores.values().forEach(store -> unused.addAll(store.unusedFiles()));
        gather();
        gather(storage);
        if (!waiting.isEmpty()) {
            commit();
            waiting.clear();
        }
        discards.forEach(Runnable::run);
        discards.clear();
        unused.forEach(ChangedRows::remove);
        unused.clear();
    }

    /** One that cannot be removed is when the location is next used. */
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(ChangedRows.class.getName()).log(System.Logger.Level.WARNING, "Cannot remove " + file, e);
        }
    }

    private void commit() throws IOException {
        try {
            if (waiting.size() == 1 && waiting.get(0) instanceof Row row) {
                // A statement by itself is a transaction.
                row.to(file);
                return;
            }
            file.begin();
            boolean whole = false;
            try {
                writeWaiting();
                file.commit();
                whole = true;
            } finally {
                if (!whole) {
                    file.rollback();
                }
            }
        } catch (SnapshotException e) {
            if (e.getCause() instanceof SQLException disk) {
                throw new IOException(disk.getMessage(), e);
            }
            throw e;
        }
    }

    /** Of many, the last are prepared by whatever processor is free while the first are written, until both meet. */
    private void writeWaiting() throws IOException {
        if (waiting.size() > Insertions.TOGETHER) {
            List<Write> all = List.copyOf(waiting);
            ForkJoinPool.commonPool().execute(() -> prepareFromTheEnd(all));
        }
        for (int from = 0; from < waiting.size(); from += Insertions.TOGETHER) {
            Row.write(waiting.subList(from, Math.min(from + Insertions.TOGETHER, waiting.size())), file);
        }
    }

    private static void prepareFromTheEnd(List<Write> writes) {
        for (int i = writes.size() - 1; i >= 0; i--) {
            if (!writes.get(i).prepare()) {
                return;
            }
        }
    }

    /** All Batch accounts and their subscription as they are at one moment. */
    private void gather() {
        // Nothing but what is kept here changes, and to wake the timeline with each request costs as much as to write.
        boolean unused = timeline.reading(() -> {
            Map<String, BatchAccount> served = fake.accounts().get();
            served.values().forEach(account -> discards.add(account.agent().takeDiscards()));
            accounts.entrySet().removeIf(entry -> {
                boolean gone = served.get(entry.getKey()) != entry.getValue().account();
                if (gone) {
                    entry.getValue().stop();
                    AccountChanges.removeAll(entry.getKey(), waiting);
                }
                return gone;
            });
            served.forEach(
                    (name, account) -> accounts.computeIfAbsent(name, key -> new AccountChanges(key, account, listener))
                            .gather(waiting));
            gather(fake.subscription());
            Snapshot.Head before = head;
            boolean virtual = timeline.isVirtual();
            gather(new Snapshot.Head(
                    virtual || before == null ? timeline.instant() : before.taken(), virtual, timeline.skipsAhead()));
            return true;
        });
    }

    private void gather(Subscription subscription) {
        if (subscription.changes() == changesOfResources) {
            return;
        }
        KeptResources now = subscription.kept();
        changesOfResources = subscription.changes();
        if (!now.equals(resources)) {
            resources = now;
            waiting.add(row(StateKind.RESOURCES, now));
        }
    }

    private void gather(Snapshot.Head now) {
        if (!now.equals(head)) {
            head = now;
            waiting.add(row(StateKind.SNAPSHOT, now));
        }
    }

    private static Write row(StateKind kind, Record value) {
        return new Row(kind, "", "", "", null, value);
    }

    private void gather(Map<String, StorageAccount> storage) {
        stores.entrySet().removeIf(entry -> {
            boolean gone = storage.get(entry.getKey()) != entry.getValue().account();
            if (gone) {
                entry.getValue().stop();
                StorageChanges.removeAll(entry.getKey(), waiting);
                unused.addAll(entry.getValue().unusedFiles());
            }
            return gone;
        });
        storage.forEach((name, account) -> stores.computeIfAbsent(
                        name, key -> new StorageChanges(key, account, false, listener))
                .gather(waiting));
    }

    /** Nothing is noted any more. */
    void stop() {
        timeline.exclusively(() -> accounts.values().forEach(AccountChanges::stop));
        stores.values().forEach(StorageChanges::stop);
    }
}
