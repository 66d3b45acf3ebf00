package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.subscription.KeptResources;
import io.github.batchbench.fake.subscription.Subscription;
import io.github.batchbench.fake.time.Timeline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The state of a fake, put into a file and back. */
public final class Snapshot {
    /**
     * A fake.
     *
     * @param account the name of its own Batch account
     * @param accounts all Batch accounts that are served, by name; asked again after a restore
     * @param storage all storage accounts, by name; asked again after a restore
     * @param clear empties all accounts
     * @param scratch a folder of its own for files that are needed as long as it lives
     */
    public record Fake(
            String account,
            Subscription subscription,
            Supplier<Map<String, BatchAccount>> accounts,
            Supplier<Map<String, StorageAccount>> storage,
            Runnable clear,
            Supplier<Path> scratch) {
        BatchAccount own() {
            return Objects.requireNonNull(accounts.get().get(account), "a fake has its own account");
        }
    }

    /**
     * What is said of a snapshot.
     *
     * @param taken when, on the fake's clock
     * @param virtual whether time was virtual
     * @param skipsAhead whether it skipped ahead by itself
     */
    record Head(Instant taken, boolean virtual, boolean skipsAhead) {}

    /**
     * The accounts of a snapshot, which a fake has to have that is to begin with it.
     *
     * @param batch the fake's own
     * @param storage the first is the one that the Batch account is linked with, if it is
     */
    public record Accounts(KeptResources.BatchAccountKept batch, List<KeptResources.StorageAccountKept> storage) {}

    private final Fake fake;

    /** Of this fake. */
    public Snapshot(Fake fake) {
        this.fake = fake;
    }

    /**
     * The accounts of a file.
     *
     * @throws SnapshotException if it is no snapshot, or one of another format
     */
    public static Accounts accounts(Path file) {
        try (StateFile snapshot = open(file)) {
            return accounts(snapshot);
        }
    }

    static Accounts accounts(StateFile file) {
        KeptResources resources = file.read(StateKind.RESOURCES).get(0).as(KeptResources.class);
        return new Accounts(resources.batchAccounts().get(0), resources.storageAccounts());
    }

    private static StateFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SnapshotException("There is no snapshot " + file + ".");
        }
        return StateFile.open(file, StateLayout.SNAPSHOT);
    }

    /**
     * Puts everything into a file, in place of one of its name, which stays as it is until all is written. What changes meanwhile
     * in Blob storage and in the files of nodes may be there or not; the Batch accounts are as they were at one moment.
     *
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        Path fresh = file.toAbsolutePath().resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, StateFile.OWN);
        boolean whole = false;
        try {
            try (StateFile snapshot = StateFile.create(fresh)) {
                write(snapshot);
                snapshot.commit();
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            whole = true;
        } catch (SnapshotException e) {
            if (e.getCause() instanceof SQLException disk) {
                throw new IOException(disk.getMessage(), e);
            }
            throw e;
        } finally {
            if (!whole) {
                Files.deleteIfExists(fresh);
            }
        }
    }

    private void write(StateFile snapshot) throws IOException {
        Map<String, BatchAccount> accounts = fake.accounts().get();
        Moment moment = moment(accounts);
        snapshot.add(StateKind.SNAPSHOT, moment.head());
        snapshot.add(StateKind.RESOURCES, moment.resources());
        StorageRows storage = new StorageRows(snapshot);
        for (Map.Entry<String, StorageAccount> account : fake.storage().get().entrySet()) {
            storage.write(account.getKey(), account.getValue().kept());
        }
        for (Map.Entry<String, KeptAccount> entry : moment.accounts().entrySet()) {
            BatchAccount account = Objects.requireNonNull(accounts.get(entry.getKey()), "it was there just now");
            new AccountRows(snapshot, entry.getKey()).write(entry.getValue());
            new FileRows(snapshot, entry.getKey(), fake.scratch().get()).write(entry.getValue(), account.agent());
            new PackageRows(snapshot, entry.getKey()).write(account.applications());
        }
    }

    /** What the Batch accounts and their subscription were at one moment. */
    private record Moment(Head head, KeptResources resources, Map<String, KeptAccount> accounts) {}

    private Moment moment(Map<String, BatchAccount> accounts) {
        Timeline timeline = fake.own().timeline();
        return timeline.exclusively(() -> {
            Map<String, KeptAccount> kept = new LinkedHashMap<>();
            accounts.forEach((name, account) -> kept.put(name, account.kept()));
            Head head = new Head(timeline.instant(), timeline.isVirtual(), timeline.skipsAhead());
            return new Moment(head, fake.subscription().kept(), kept);
        });
    }

    /**
     * Puts the fake into the state of a file. In virtual time it is again when the snapshot was taken.
     *
     * @throws SnapshotException if it is no snapshot, one of another format, or one of other accounts; nothing has changed then
     * @throws IOException if its contents cannot be read
     */
    public void restore(Path file) throws IOException {
        try (StateFile snapshot = open(file)) {
            new Restoration(snapshot, fake, new FromSnapshot(snapshot)).run(KeptState.read(snapshot));
        }
    }

    /** Of a snapshot, everything is laid out anew. */
    private final class FromSnapshot implements Restoration.Differences {
        private final StateFile snapshot;
        private List<NodeIdentity> laidOut = List.of();

        private FromSnapshot(StateFile snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public void storage(String name, StorageAccount account) {
            new StorageRows(snapshot).restore(name, account);
        }

        @Override
        public void files(String name, KeptAccount kept, NodeAgent agent) throws IOException {
            laidOut = new FileRows(snapshot, name, fake.scratch().get()).restore(kept, agent);
        }

        /** The files are in their places when this returns, and not when somebody next looks. */
        @Override
        public void account(BatchAccount account, Runnable restore) throws IOException {
            restore.run();
            for (NodeIdentity node : laidOut) {
                boolean unused =
                        account.agent().files(node).entry(Directories.STARTUP).isPresent();
            }
        }
    }

    /** Whether time skipped ahead when a snapshot was taken. */
    public static boolean skipsAhead(Path file) {
        try (StateFile snapshot = open(file)) {
            return snapshot.read(StateKind.SNAPSHOT).get(0).as(Head.class).skipsAhead();
        }
    }
}
