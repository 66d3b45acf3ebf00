package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.ChangedStorage;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.KeptBlob;
import io.github.batchbench.fake.blob.ServiceProperties;
import io.github.batchbench.fake.blob.StorageAccount;
import java.nio.file.Path;
import java.util.List;

/** What changes in a storage account, as writes to the file of a location. */
final class StorageChanges {
    /** Where the content of a blob is, beside what else is in its row. */
    record Content(List<BlobContent.Piece> pieces) {}

    private static final List<StateKind> ALL =
            List.of(StateKind.STORAGE_ACCOUNTS, StateKind.CONTAINERS, StateKind.BLOBS);

    private final String name;
    private final StorageAccount account;

    /**
     * Notes what changes from now on; the listener hears of each change.
     *
     * @param known whether it is in the file as it is
     */
    StorageChanges(String name, StorageAccount account, boolean known, Runnable listener) {
        this.name = name;
        this.account = account;
        account.noteChanges(known, listener);
    }

    StorageAccount account() {
        return account;
    }

    void stop() {
        account.noteNoChanges();
    }

    /** The files that nobody uses any more when what is gathered after this is written. */
    List<Path> unusedFiles() {
        return account.store().takeUnused();
    }

    /** All that is in an account of this name goes. */
    static void removeAll(String name, List<Write> writes) {
        writes.add(file -> ALL.forEach(kind -> file.deleteAll(kind, name)));
    }

    /** What has changed since this was last asked. */
    void gather(List<Write> writes) {
        ChangedStorage changes = account.takeChanges();
        if (changes.emptied()) {
            removeAll(name, writes);
        }
        ServiceProperties properties = changes.properties();
        if (properties != null) {
            writes.add(new Row(StateKind.STORAGE_ACCOUNTS, name, "", name, null, new StorageRows.Account(properties)));
        }
        for (String gone : changes.goneContainers()) {
            writes.add(file -> {
                file.delete(StateKind.CONTAINERS, name, "", gone);
                file.deleteIn(StateKind.BLOBS, name, gone);
            });
        }
        for (Container container : changes.containers()) {
            writes.add(new Row(StateKind.CONTAINERS, name, "", container.name(), null, container));
        }
        changes.gone()
                .forEach(gone -> writes.add(file -> file.delete(StateKind.BLOBS, name, gone.container(), gone.id())));
        for (KeptBlob.Part part : changes.blobs()) {
            KeptBlob blob = part.blob();
            Content content = new Content(part.content().pieces());
            part.content().release();
            writes.add(new Row(StateKind.BLOBS, name, blob.container(), blob.id(), null, blob, content));
        }
    }
}
