package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.KeptBlob;
import io.github.batchbench.fake.blob.ServiceProperties;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.snapshot.SnapshotFile.Kind;
import io.github.batchbench.fake.snapshot.SnapshotFile.Row;
import io.github.batchbench.fake.snapshot.SnapshotFile.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rows of storage accounts: containers, and blobs with their contents. */
final class StorageRows {
    /** What is not of a single container. */
    private record Account(ServiceProperties properties) {}

    private final SnapshotFile file;

    StorageRows(SnapshotFile file) {
        this.file = file;
    }

    void write(String account, StorageAccount.Kept kept) throws IOException {
        try (Rows accounts = file.rows(Kind.STORAGE_ACCOUNTS);
                Rows containers = file.rows(Kind.CONTAINERS);
                Rows blobs = file.rows(Kind.BLOBS)) {
            accounts.add(account, "", account, new Account(kept.properties()));
            kept.containers().forEach(container -> containers.add(account, "", container.name(), container));
            for (KeptBlob.Part part : kept.blobs()) {
                try (InputStream in = part.content().open(0, part.content().length())) {
                    KeptBlob blob = part.blob();
                    blobs.add(account, blob.container(), blob.id(), blob, file.addContent(in));
                }
            }
        } finally {
            kept.blobs().forEach(part -> part.content().release());
        }
    }

    /** An account that the snapshot does not have stays empty. */
    void restore(String name, StorageAccount account) {
        List<Row> own = of(Kind.STORAGE_ACCOUNTS, name);
        if (own.isEmpty()) {
            return;
        }
        List<KeptBlob.Part> blobs = new ArrayList<>();
        for (Row row : of(Kind.BLOBS, name)) {
            blobs.add(new KeptBlob.Part(row.as(KeptBlob.class), content(row, account)));
        }
        account.restore(new StorageAccount.Kept(
                own.get(0).as(Account.class).properties(),
                of(Kind.CONTAINERS, name).stream()
                        .map(row -> row.as(Container.class))
                        .toList(),
                blobs));
    }

    private BlobContent content(Row row, StorageAccount account) {
        long number = Objects.requireNonNull(row.content(), "a blob has a content");
        return account.store().add(path -> {
            try (OutputStream out = Files.newOutputStream(path)) {
                file.content(number, out);
            }
        });
    }

    private List<Row> of(Kind kind, String account) {
        return file.read(kind).stream()
                .filter(row -> row.account().equals(account))
                .toList();
    }
}
