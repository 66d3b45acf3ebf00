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
 * @param location where the state is kept, null for nowhere
 */
@Internal
public record Beginning(
        @Nullable InitFile init,
        @Nullable Path from,
        @Nullable Path snapshots,
        @Nullable Path location) {
    /** Nothing. */
    public static final Beginning EMPTY = new Beginning(null, null, null, null);

    /** Puts it into a fake; of what a file names, that which is there already stays as it is. */
    void put(FakeAzure azure, FakeServices services) {
        if (from != null) {
            azure.snapshots().restore(from);
        }
        if (init != null) {
            InitialAccounts.put(init, azure, services);
        }
    }

    /**
     * Puts it into a fake that has gone on with what is in its location.
     *
     * @throws IllegalArgumentException if it would take the place of that
     */
    void add(FakeAzure azure, FakeServices services) {
        if (from != null) {
            throw new IllegalArgumentException("There is a state in " + location + " already, so it cannot begin with "
                    + from + ": restore that when it serves, or take another folder.");
        }
        put(azure, services);
    }

    Beginning withInit(InitFile file) {
        return new Beginning(file, from, snapshots, location);
    }

    Beginning withFrom(Path snapshot) {
        return new Beginning(init, snapshot, snapshots, location);
    }

    Beginning withSnapshots(Path folder) {
        return new Beginning(init, from, folder, location);
    }

    Beginning withLocation(Path folder) {
        return new Beginning(init, from, snapshots, folder);
    }
}
