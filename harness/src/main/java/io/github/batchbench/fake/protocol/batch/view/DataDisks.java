package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.Document;
import java.util.List;

/**
 * Where a data disk names its storage: within {@code managedDisk} since 2025-06-01, beside it before. Either form may
 * have been sent.
 *
 * @param managed whether it is named within {@code managedDisk}
 */
record DataDisks(boolean managed) {
    private static final String TYPE = "storageAccountType";

    static DataDisks of(String version) {
        return new DataDisks(Versions.since(version, Versions.CURRENT));
    }

    /** The machine's configuration with its disks in this form. */
    Document in(Document machine) {
        if (!machine.has("dataDisks")) {
            return machine;
        }
        List<Document> disks =
                machine.objects("dataDisks").stream().map(this::disk).toList();
        return machine.with("dataDisks", disks);
    }

    private Document disk(Document disk) {
        Document inner = disk.object("managedDisk").orElse(Document.EMPTY);
        if (!managed) {
            return inner.string(TYPE)
                    .map(type -> disk.withDefault(TYPE, type))
                    .orElse(disk)
                    .without("managedDisk");
        }
        return disk.string(TYPE)
                .map(type -> disk.without(TYPE).with("managedDisk", inner.withDefault(TYPE, type)))
                .orElse(disk);
    }
}
