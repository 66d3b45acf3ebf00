package io.github.batchbench.storage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The storage contract, kept by Azurite: {@code mvn -Pazurite verify}. */
@Tag("azurite")
class AzuriteStorageIT {
    private static Azurite azurite;

    @BeforeAll
    static void start() {
        azurite = new Azurite();
    }

    @AfterAll
    static void stop() {
        azurite.close();
    }

    @Nested
    class Containers extends ContainerContract {
        Containers() {
            super(azurite.backend());
        }
    }

    @Nested
    class BlockBlobs extends BlockBlobContract {
        BlockBlobs() {
            super(azurite.backend());
        }
    }

    @Nested
    class Conditions extends ConditionContract {
        Conditions() {
            super(azurite.backend());
        }
    }

    @Nested
    class Lists extends ListContract {
        Lists() {
            super(azurite.backend());
        }
    }

    @Nested
    class Copies extends CopyContract {
        Copies() {
            super(azurite.backend());
        }
    }

    @Nested
    class Signatures extends SasContract {
        Signatures() {
            super(azurite.backend());
        }
    }
}
