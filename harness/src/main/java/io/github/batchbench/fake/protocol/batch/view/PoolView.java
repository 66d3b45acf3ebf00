package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.ResizeError;
import org.jspecify.annotations.Nullable;

/** A pool as the service shows it. To be made under the account's lock. */
public final class PoolView {
    private PoolView() {}

    /** The pool, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Pool pool, String base, String version) {
        Document spec = pool.spec();
        Shape shape = new Shape()
                .put("id", pool.id())
                .copy(spec, "displayName")
                .put("url", base + "/pools/" + pool.id())
                .put("eTag", pool.revision().eTag())
                .put("lastModified", pool.revision().lastModified())
                .put("creationTime", pool.creationTime())
                .put("state", pool.lifecycle().state().wireName())
                .put("stateTransitionTime", pool.lifecycle().since())
                .put("allocationState", pool.allocation().state().wireName())
                .put("allocationStateTransitionTime", pool.allocation().since())
                .copy(spec, "vmSize")
                .put("resizeTimeout", Durations.format(pool.resizeTimeout()));
        if (!pool.resizeErrors().isEmpty()) {
            shape.put(
                    "resizeErrors",
                    pool.resizeErrors().stream().map(PoolView::resizeError).toList());
        }
        shape.put("currentDedicatedNodes", pool.current().dedicated())
                .put("targetDedicatedNodes", pool.target().dedicated())
                .put("currentLowPriorityNodes", pool.current().lowPriority())
                .put("targetLowPriorityNodes", pool.target().lowPriority())
                .put("enableAutoScale", pool.autoScales());
        autoScale(shape, pool);
        return configuration(shape, pool, version).document();
    }

    private static void autoScale(Shape shape, Pool pool) {
        if (pool.autoScales()) {
            shape.copy(pool.spec(), "autoScaleFormula")
                    .put(
                            "autoScaleEvaluationInterval",
                            pool.spec().string("autoScaleEvaluationInterval").orElse("PT15M"));
            AutoScaleRun run = pool.autoScaleRun();
            if (run != null) {
                shape.put("autoScaleRun", autoScaleRun(run));
            }
        }
    }

    private static Shape configuration(Shape shape, Pool pool, String version) {
        Document spec = pool.spec();
        shape.put("enableInterNodeCommunication", spec.flag("enableInterNodeCommunication", false));
        spec.object("startTask").ifPresent(task -> shape.put("startTask", Defaults.startTask(task)));
        return shape.put(
                        "userAccounts",
                        spec.has("userAccounts")
                                ? spec.objects("userAccounts").stream()
                                        .map(account -> account(account, spec))
                                        .toList()
                                : null)
                .copy(spec, "certificateReferences", "applicationPackageReferences", "metadata")
                .put(
                        Versions.since(version, Versions.SLOTS) ? "taskSlotsPerNode" : "maxTasksPerNode",
                        pool.slotsPerNode())
                .put("taskSchedulingPolicy", schedulingPolicy(spec, version))
                .put(
                        "virtualMachineConfiguration",
                        spec.object("virtualMachineConfiguration")
                                .map(Defaults::machine)
                                .orElse(null))
                .put(
                        "cloudServiceConfiguration",
                        spec.object("cloudServiceConfiguration")
                                .map(sent -> sent.withDefault("osVersion", "*"))
                                .orElse(null))
                .copy(spec, "applicationLicenses")
                .put("networkConfiguration", network(spec))
                .copy(spec, "mountConfiguration", "targetNodeCommunicationMode", "resourceTags", "upgradePolicy");
    }

    /** An evaluation of a formula as the service shows it. */
    public static Document autoScaleRun(AutoScaleRun run) {
        Shape shape = new Shape().put("timestamp", run.timestamp()).put("results", run.results());
        AutoScaleRun.FormulaError error = run.error();
        if (error != null) {
            shape.put(
                    "error",
                    new Shape()
                            .put("code", error.code())
                            .put("message", error.message())
                            .put("values", RunView.details(error.values()))
                            .document());
        }
        return shape.document();
    }

    private static Document resizeError(ResizeError error) {
        return new Shape()
                .put("code", error.code())
                .put("message", error.message())
                .put("values", error.values().isEmpty() ? null : RunView.details(error.values()))
                .document();
    }

    private static Document account(Document account, Document spec) {
        Shape shape = new Shape()
                .copy(account, "name")
                .put("elevationLevel", account.string("elevationLevel").orElse("nonadmin"))
                .rest(account);
        if (isWindows(spec)) {
            String mode = account.object("windowsUserConfiguration")
                    .flatMap(configuration -> configuration.string("loginMode"))
                    .orElse(spec.has("cloudServiceConfiguration") ? "interactive" : "batch");
            shape.put("windowsUserConfiguration", Document.of("loginMode", mode));
        }
        return shape.document();
    }

    private static boolean isWindows(Document spec) {
        return spec.has("cloudServiceConfiguration")
                || spec.object("virtualMachineConfiguration")
                        .flatMap(machine -> machine.string("nodeAgentSKUId"))
                        .filter(sku -> sku.contains("windows"))
                        .isPresent();
    }

    private static Document schedulingPolicy(Document spec, String version) {
        Document sent = spec.object("taskSchedulingPolicy").orElse(Document.EMPTY);
        return new Shape()
                .put("nodeFillType", sent.string("nodeFillType").orElse("Spread"))
                .putIf(
                        Versions.since(version, Versions.JOB_ORDER),
                        "jobDefaultOrder",
                        sent.string("jobDefaultOrder").orElse("none"))
                .document();
    }

    private static @Nullable Document network(Document spec) {
        return spec.object("networkConfiguration")
                .map(sent -> new Shape()
                        .copy(sent, "subnetId")
                        .put(
                                "dynamicVNetAssignmentScope",
                                sent.string("dynamicVNetAssignmentScope").orElse("none"))
                        .rest(sent)
                        .document())
                .orElse(null);
    }
}
