package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.model.ApplicationPackage;
import java.util.Optional;

/** Where nodes get application packages from. Called without any lock held. */
@FunctionalInterface
public interface PackageSource {
    /** There are none. */
    PackageSource NONE = (id, version) -> Optional.empty();

    /** The package of an application's version, or of its default version if none is given. */
    Optional<ApplicationPackage> find(String applicationId, Optional<String> version);
}
