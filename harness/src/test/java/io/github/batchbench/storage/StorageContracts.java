package io.github.batchbench.storage;

import org.junit.jupiter.api.Nested;

/** All that a storage service promises; who extends this says which service has to keep it. */
public abstract class StorageContracts {
    /** The service, once it is there. */
    protected abstract StorageBackend storage();

    @Nested
    class Containers extends ContainerContract {
        Containers() {
            super(storage());
        }
    }

    @Nested
    class BlockBlobs extends BlockBlobContract {
        BlockBlobs() {
            super(storage());
        }
    }

    @Nested
    class Conditions extends ConditionContract {
        Conditions() {
            super(storage());
        }
    }

    @Nested
    class Lists extends ListContract {
        Lists() {
            super(storage());
        }
    }

    @Nested
    class Copies extends CopyContract {
        Copies() {
            super(storage());
        }
    }

    @Nested
    class Batches extends BatchContract {
        Batches() {
            super(storage());
        }
    }

    @Nested
    class Signatures extends SasContract {
        Signatures() {
            super(storage());
        }
    }

    @Nested
    class Recorded extends RecordedContract {
        Recorded() {
            super(storage());
        }
    }
}
