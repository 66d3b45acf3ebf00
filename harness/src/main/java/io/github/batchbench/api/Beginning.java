package io.github.batchbench.api;

import io.github.batchbench.Internal;
import io.github.batchbench.fake.init.InitFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a fake begins with.
 *
 * @param init what a file names, null for nothing
 * @param from a snapshot, null for none
 * @param snapshots where snapshots are kept that are taken by name, null for a folder that goes with the fake
 */
@Internal
public record Beginning(
        @Nullable InitFile init,
        @Nullable Path from,
        @Nullable Path snapshots) {
    /** Nothing. */
    public static final Beginning EMPTY = new Beginning(null, null, null);

    Beginning withInit(InitFile file) {
        return new Beginning(file, from, snapshots);
    }

    Beginning withFrom(Path snapshot) {
        return new Beginning(init, snapshot, snapshots);
    }

    Beginning withSnapshots(Path folder) {
        return new Beginning(init, from, folder);
    }
}
