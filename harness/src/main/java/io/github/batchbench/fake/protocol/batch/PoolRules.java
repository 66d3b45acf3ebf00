package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.pools.AutoScaling;
import java.util.Optional;

/** The rules of a pool that are between its properties, or between it and the account. */
final class PoolRules {
    private PoolRules() {}

    /** Checks a pool, or the specification of an auto pool. */
    static void check(Document pool, Call call, BatchAccount account) {
        checkSize(pool);
        new MachineRules(call.strictness()).check(pool);
        checkApplications(pool, account);
        if (!pool.strings("applicationLicenses").isEmpty()) {
            throw forbidden("Property applicationLicenses is not enabled for current account");
        }
        // Recorded: with a shared key no subnet can be used; with a token, the documentation says, it can.
        Optional<String> subnet = pool.object("networkConfiguration").flatMap(network -> network.string("subnetId"));
        if (subnet.isPresent() && !usesToken(call)) {
            throw forbidden("Property subnetId with value " + subnet.get() + " is not enabled for current account");
        }
    }

    /** Checks a change of a pool. */
    static void checkChange(Document change, Call call, BatchAccount account) {
        new MachineRules(call.strictness()).checkChange(change);
        checkApplications(change, account);
    }

    /** Refuses references to applications that the account does not have (the words are recorded). */
    private static void checkApplications(Document holder, BatchAccount account) {
        BatchException error = BatchErrorCode.INVALID_APPLICATION_PACKAGE_REFERENCES.exception();
        for (Document reference : holder.objects("applicationPackageReferences")) {
            String id = reference.string("applicationId").orElse("");
            Optional<String> version = reference.string("version");
            boolean there = account.applications()
                    .get(id)
                    .map(application ->
                            version.isEmpty() || application.versions().contains(version.get()))
                    .orElse(false);
            if (!there) {
                error = error.with(id, "The specified application package does not exist.");
            }
        }
        if (!error.values().isEmpty()) {
            throw error;
        }
    }

    /** A pool that says nothing of its size is one of no nodes (recorded, unlike the documentation). */
    private static void checkSize(Document pool) {
        boolean sized = pool.has("targetDedicatedNodes") || pool.has("targetLowPriorityNodes");
        if (pool.flag("enableAutoScale", false)) {
            if (!pool.has("autoScaleFormula")) {
                throw missing("autoScaleFormula");
            }
            AutoScaling.check(pool.string("autoScaleFormula").orElse(""));
            if (sized) {
                throw invalid(
                        pool.has("targetDedicatedNodes") ? "targetDedicatedNodes" : "targetLowPriorityNodes",
                        "The property cannot be specified when enableAutoScale is true");
            }
        } else if (pool.has("autoScaleFormula")) {
            throw invalid("autoScaleFormula", "The property cannot be specified when enableAutoScale is false");
        }
    }

    private static boolean usesToken(Call call) {
        return call.request()
                .headers()
                .first("Authorization")
                .map(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .orElse(false);
    }

    private static BatchException missing(String name) {
        return BatchErrorCode.MISSING_REQUIRED_PROPERTY.exception().with("PropertyName", name);
    }

    private static BatchException invalid(String name, String reason) {
        return BatchErrorCode.INVALID_PROPERTY_VALUE
                .exception()
                .with("PropertyName", name)
                .with("Reason", reason);
    }

    private static BatchException forbidden(String reason) {
        return BatchErrorCode.FORBIDDEN.exception().with("Reason", reason);
    }
}
