package io.github.batchbench.fake.node.transfers;

import java.net.URI;
import java.util.Optional;

/** The storage account that is linked to the Batch account, for {@code autoStorageContainerName}. */
@FunctionalInterface
public interface AutoStorage {
    /** No account is linked. */
    AutoStorage NONE = container -> Optional.empty();

    /** The URL of a container with a SAS that lets a node read and list it; empty if no account is linked. */
    Optional<URI> containerUrl(String container);
}
