package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.state.Applications;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rules of a pool that are between its properties, or between it and the account. Thread-safe. */
public final class PoolRules {
    private static final List<String> WHILE_EMPTY = List.of(
            "displayName",
            "vmSize",
            "taskSlotsPerNode",
            "taskSchedulingPolicy",
            "enableInterNodeCommunication",
            "virtualMachineConfiguration",
            "networkConfiguration",
            "userAccounts",
            "mountConfiguration",
            "upgradePolicy",
            "resourceTags");

    private final Applications applications;
    private final MachineRules machines;

    PoolRules(Applications applications, Strictness strictness) {
        this.applications = applications;
        this.machines = new MachineRules(strictness);
    }

    /**
     * Checks a pool that is asked for, or the specification of an auto pool.
     *
     * @throws BatchException for the first rule that it breaks
     */
    public void check(PoolSpec pool, Authentication authentication) {
        checkSize(pool);
        machines.check(pool);
        EndpointRules.check(pool);
        checkApplications(pool);
        if (!pool.licenses().isEmpty()) {
            throw forbidden("Property applicationLicenses is not enabled for current account");
        }
        // Recorded: with a shared key no subnet can be used; with a token, the documentation says, it can.
        Optional<String> subnet = pool.subnet();
        if (subnet.isPresent() && authentication == Authentication.SHARED_KEY) {
            throw forbidden("Property subnetId with value " + subnet.get() + " is not enabled for current account");
        }
    }

    /** Checks a change of a pool, which names some of what a pool is made of. */
    void checkChange(PoolSpec change) {
        machines.checkChange(change);
        EndpointRules.check(change);
        checkApplications(change);
    }

    /** Checks a pool as it is to be after a change. */
    void checkChanged(PoolSpec pool) {
        machines.checkSlots(pool);
    }

    /**
     * Checks a patch of a pool that has nodes: what they are made of stays (documented; the code is a guess). The same value may be
     * named again.
     */
    void checkPatch(Pool pool, Document changed) {
        if (pool.nodes().isEmpty()) {
            return;
        }
        Map<String, Object> present = pool.settings().json().properties();
        for (String name : WHILE_EMPTY) {
            if (!Objects.equals(present.get(name), changed.properties().get(name))) {
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                        .exception()
                        .with(
                                "Reason",
                                "The property " + name + " of a pool can be changed only while it has no nodes");
            }
        }
    }

    /** Refuses references to applications that the account does not have (the words are recorded). */
    private void checkApplications(PoolSpec pool) {
        BatchException error = BatchErrorCode.INVALID_APPLICATION_PACKAGE_REFERENCES.exception();
        for (PoolSpec.PackageReference reference : pool.packageReferences()) {
            boolean there = applications
                    .get(reference.application())
                    .map(application -> reference
                            .version()
                            .map(application.versions()::contains)
                            .orElse(application.defaultVersion() != null))
                    .orElse(false);
            if (!there) {
                error = error.with(reference.application(), "The specified application package does not exist.");
            }
        }
        if (!error.values().isEmpty()) {
            throw error;
        }
    }

    /** A pool that says nothing of its size is one of no nodes (recorded, unlike the documentation). */
    private static void checkSize(PoolSpec pool) {
        if (pool.autoScales()) {
            AutoScaling.check(pool.formula().orElseThrow(() -> BatchException.missingProperty("autoScaleFormula")));
            if (pool.namesTarget()) {
                throw BatchException.invalidProperty(
                        pool.targetName(), "The property cannot be specified when enableAutoScale is true");
            }
        } else if (pool.formula().isPresent()) {
            throw BatchException.invalidProperty(
                    "autoScaleFormula", "The property cannot be specified when enableAutoScale is false");
        }
    }

    private static BatchException forbidden(String reason) {
        return BatchErrorCode.FORBIDDEN.exception().with("Reason", reason);
    }
}
