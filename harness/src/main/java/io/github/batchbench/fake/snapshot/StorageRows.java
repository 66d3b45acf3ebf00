package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.Container;
import io.github.batchbench.fake.blob.KeptBlob;
import io.github.batchbench.fake.blob.ServiceProperties;
import io.github.batchbench.fake.blob.StorageAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The rows of storage accounts: containers, and blobs with their contents. */
final class StorageRows {
    /** What is not of a single container. */
    record Account(ServiceProperties properties) {}

    private final StateFile file;

    StorageRows(StateFile file) {
        this.file = file;
    }

    void write(String account, StorageAccount.Kept kept) throws IOException {
        try {
            file.add(StateKind.STORAGE_ACCOUNTS, account, "", account, new Account(kept.properties()));
            kept.containers()
                    .forEach(container -> file.add(StateKind.CONTAINERS, account, "", container.name(), container));
            for (KeptBlob.Part part : kept.blobs()) {
                try (InputStream in = part.content().open(0, part.content().length())) {
                    KeptBlob blob = part.blob();
                    file.add(
                            StateKind.BLOBS,
                            account,
                            blob.container(),
                            blob.id(),
                            blob,
                            file.contents().add(in));
                }
            }
        } finally {
            kept.blobs().forEach(part -> part.content().release());
        }
    }

    /** An account that the snapshot does not have stays empty. */
    void restore(String name, StorageAccount account) {
        restore(
                name,
                account,
                row -> Objects.requireNonNull(row.content(), "a blob has a content"),
                number -> content(number, account));
    }

    /**
     * The same, with contents from elsewhere.
     *
     * @param read reads what a row says of a content; is called by several threads at once
     * @param contents the content of which that is said
     */
    <C> void restore(
            String name, StorageAccount account, Function<StateRow, C> read, Function<C, BlobContent> contents) {
        List<StateRow> own = of(StateKind.STORAGE_ACCOUNTS, name);
        if (own.isEmpty()) {
            return;
        }
        List<KeptBlob.Part> blobs = new ArrayList<>();
        file.read(StateKind.BLOBS, name, row -> Map.entry(row.as(KeptBlob.class), read.apply(row)))
                .forEach(each -> blobs.add(new KeptBlob.Part(each.getKey(), contents.apply(each.getValue()))));
        account.restore(new StorageAccount.Kept(
                own.get(0).as(Account.class).properties(),
                of(StateKind.CONTAINERS, name).stream()
                        .map(row -> row.as(Container.class))
                        .toList(),
                blobs));
    }

    private BlobContent content(long number, StorageAccount account) {
        return account.store().add(path -> {
            try (OutputStream out = Files.newOutputStream(path)) {
                file.contents().write(number, out);
            }
        });
    }

    private List<StateRow> of(StateKind kind, String account) {
        return file.read(kind, account);
    }
}
