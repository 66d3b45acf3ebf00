package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.VmSize;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.protocol.batch.view.PoolView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A pool as Resource Manager shows it: what the data plane shows, in other words. To be made under the account's lock. */
final class ArmPoolView {
    private static final List<String> MACHINES = List.of("virtualMachineConfiguration", "cloudServiceConfiguration");

    /** What has a place of its own here, or none. */
    private static final Set<String> ELSEWHERE = Set.of(
            "id",
            "url",
            "eTag",
            "state",
            "stateTransitionTime",
            "resizeTimeout",
            "resizeErrors",
            "targetDedicatedNodes",
            "targetLowPriorityNodes",
            "enableAutoScale",
            "autoScaleFormula",
            "autoScaleEvaluationInterval",
            "autoScaleRun",
            "enableInterNodeCommunication",
            "applicationPackageReferences",
            "certificateReferences",
            "identity",
            "stats");

    private final String account;
    private final String version;

    /**
     * Of the pools of an account.
     *
     * @param account the account's resource id
     * @param version of the data plane, whose properties are shown
     */
    ArmPoolView(String account, String version) {
        this.account = account;
        this.version = version;
    }

    /** The account's resource id. */
    String account() {
        return account;
    }

    Document of(Pool pool) {
        Document data = PoolView.of(pool, "", version);
        Document shown = Document.of("id", account + "/pools/" + pool.id())
                .with("name", pool.id())
                .with("type", "Microsoft.Batch/batchAccounts/pools")
                .with("etag", ArmAnswer.eTag(pool.revision()))
                .with("properties", properties(pool, data));
        Document identified = data.object("identity")
                .map(ArmPoolView::identity)
                .map(found -> shown.with("identity", found))
                .orElse(shown);
        return pool.spec()
                .object("tags")
                .map(tags -> identified.with("tags", tags))
                .orElse(identified);
    }

    private Document properties(Pool pool, Document data) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("provisioningState", pool.lifecycle().is(PoolState.ACTIVE) ? "Succeeded" : "Deleting");
        shown.put(
                "provisioningStateTransitionTime",
                WireTime.inBody(pool.lifecycle().since()));
        Document machines = Document.EMPTY;
        Document plain = Document.EMPTY;
        for (var property : data.properties().entrySet()) {
            if (MACHINES.contains(property.getKey())) {
                machines = machines.with(property.getKey(), property.getValue());
            } else if (!ELSEWHERE.contains(property.getKey())) {
                plain = plain.with(property.getKey(), property.getValue());
            }
        }
        shown.putAll(PoolNames.toArm(plain, "properties").properties());
        data.string("vmSize").ifPresent(size -> shown.put("vmSize", VmSize.resourceName(size)));
        if (!machines.properties().isEmpty()) {
            shown.put("deploymentConfiguration", PoolNames.toArm(machines, "deploymentConfiguration"));
        }
        shown.put("scaleSettings", scale(pool, data));
        data.object("autoScaleRun").ifPresent(run -> shown.put("autoScaleRun", run(run)));
        shown.put("interNodeCommunication", data.flag("enableInterNodeCommunication", false) ? "Enabled" : "Disabled");
        if (data.has("applicationPackageReferences")) {
            shown.put(
                    "applicationPackages",
                    data.objects("applicationPackageReferences").stream()
                            .map(this::application)
                            .toList());
        }
        if (data.has("certificateReferences")) {
            shown.put(
                    "certificates",
                    data.objects("certificateReferences").stream()
                            .map(this::certificate)
                            .toList());
        }
        Pool.ResizeBegun resize = pool.latestResize();
        if (resize != null) {
            shown.put("resizeOperationStatus", resize(pool, resize, data));
        }
        return Document.of(shown);
    }

    private static Document scale(Pool pool, Document data) {
        if (pool.autoScales()) {
            return Document.of(
                    "autoScale",
                    Document.of("formula", data.string("autoScaleFormula").orElse(""))
                            .with(
                                    "evaluationInterval",
                                    data.string("autoScaleEvaluationInterval").orElse("PT15M")));
        }
        return Document.of("fixedScale", targets(pool));
    }

    private static Document targets(Pool pool) {
        return Document.of("targetDedicatedNodes", (long) pool.target().dedicated())
                .with("targetLowPriorityNodes", (long) pool.target().lowPriority())
                .with("resizeTimeout", Durations.format(pool.resizeTimeout()));
    }

    /** What was asked for; low-priority nodes are left out where there are to be none (recorded). */
    private static Document resize(Pool pool, Pool.ResizeBegun resize, Document data) {
        Document dedicated =
                Document.of("targetDedicatedNodes", (long) pool.target().dedicated());
        Document targets = pool.target().lowPriority() == 0
                ? dedicated
                : dedicated.with("targetLowPriorityNodes", (long) pool.target().lowPriority());
        Document option = Document.of("nodeDeallocationOption", resize.deallocation());
        Document status = targets.merged(PoolNames.toArm(option, "resizeOperationStatus"))
                .with("resizeTimeout", Durations.format(pool.resizeTimeout()))
                .with("startTime", WireTime.inBody(resize.at()));
        List<Document> errors =
                data.objects("resizeErrors").stream().map(ArmPoolView::error).toList();
        return errors.isEmpty() ? status : status.with("errors", errors);
    }

    private static Document run(Document run) {
        Document shown = Document.of("evaluationTime", run.string("timestamp").orElse(""))
                .with("results", run.string("results").orElse(""));
        return run.object("error")
                .map(error -> shown.with("error", error(error)))
                .orElse(shown);
    }

    private static Document error(Document error) {
        Document shown = Document.of("code", error.string("code").orElse(""))
                .with("message", error.string("message").orElse(""));
        List<Document> details = error.objects("values").stream()
                .map(value -> Document.of("code", value.string("name").orElse(""))
                        .with("message", value.string("value").orElse("")))
                .toList();
        return details.isEmpty() ? shown : shown.with("details", details);
    }

    private Document application(Document reference) {
        Document shown = Document.of(
                "id",
                account + "/applications/"
                        + PoolNames.last(reference.string("applicationId").orElse("")));
        return reference
                .string("version")
                .map(found -> shown.with("version", found))
                .orElse(shown);
    }

    private Document certificate(Document reference) {
        String name = reference.string("thumbprintAlgorithm").orElse("sha1") + "-"
                + reference.string("thumbprint").orElse("").toUpperCase(Locale.ROOT);
        return Document.of("id", account + "/certificates/" + name)
                .merged(PoolNames.toArm(
                        reference.without("thumbprint").without("thumbprintAlgorithm"), "certificates"));
    }

    private static Document identity(Document data) {
        Document users = Document.EMPTY;
        for (Document each : data.objects("userAssignedIdentities")) {
            users = users.with(each.string("resourceId").orElse(""), each.without("resourceId"));
        }
        return Document.of("type", data.string("type").orElse("None")).with("userAssignedIdentities", users);
    }
}
