package io.github.batchbench.storage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The storage contract, kept by Azurite: {@code mvn -Pazurite verify}. */
@Tag("azurite")
class AzuriteStorageIT extends StorageContracts {
    private static Azurite azurite;

    @BeforeAll
    static void start() {
        azurite = new Azurite();
    }

    @AfterAll
    static void stop() {
        azurite.close();
    }

    @Override
    protected StorageBackend storage() {
        return azurite.backend();
    }
}
