package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.protocol.batch.schema.Presentation;
import java.util.List;

/** A pool as the service shows it. To be made under the account's lock. */
public final class PoolView {
    private PoolView() {}

    /** The pool, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Pool pool, String base, String version) {
        Document spec = Presentation.of("PoolAddParameter", version).show(filled(pool.spec(), version));
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
        AutoScaleRun run = pool.autoScaleRun();
        if (pool.autoScales() && run != null) {
            shape.put("autoScaleRun", autoScaleRun(run));
        }
        if (pool.current().dedicated() + pool.current().lowPriority() > 0) {
            shape.rest(Presentation.of("CloudPool", version).show(communication(pool.spec())));
        }
        // No schema of what the data plane takes has it: it comes from the management plane.
        return shape.rest(spec).copy(pool.spec(), "identity").document();
    }

    /** How the service speaks with nodes that are there: as was wanted, and otherwise the old way (recorded, up to 2025). */
    private static Document communication(Document spec) {
        String mode = spec.string("targetNodeCommunicationMode")
                .filter(wanted -> !wanted.equalsIgnoreCase("default"))
                .orElse("classic");
        return Document.of("currentNodeCommunicationMode", mode);
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

    /** A pool's specification, its own or an auto pool's, with what the facts cannot say. */
    static Document filled(Document spec, String version) {
        Document filled = spec.mapObject(
                        "virtualMachineConfiguration",
                        machine -> DataDisks.of(version).in(machine))
                .mapObject(
                        "networkConfiguration",
                        network -> network.mapObject("publicIPAddressConfiguration", PoolView::inOrder));
        if (!isWindows(spec) || !spec.has("userAccounts")) {
            return filled;
        }
        String mode = spec.has("cloudServiceConfiguration") ? "interactive" : "batch";
        // Recorded: what was said of Linux is not kept of a Windows pool's users.
        List<Document> accounts = spec.objects("userAccounts").stream()
                .map(account -> account.without("linuxUserConfiguration"))
                .map(account -> account.with(
                        "windowsUserConfiguration",
                        account.object("windowsUserConfiguration")
                                .orElse(Document.EMPTY)
                                .withDefault("loginMode", mode)))
                .toList();
        return filled.with("userAccounts", accounts);
    }

    /** Recorded: IPv4 comes first, whatever was said first. */
    private static Document inOrder(Document addresses) {
        List<String> families = addresses.strings("ipFamilies");
        return families.isEmpty()
                ? addresses
                : addresses.with(
                        "ipFamilies",
                        families.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList());
    }

    static boolean isWindows(Document spec) {
        return spec.has("cloudServiceConfiguration")
                || spec.object("virtualMachineConfiguration")
                        .flatMap(machine -> machine.string("nodeAgentSKUId"))
                        .filter(sku -> sku.contains("windows"))
                        .isPresent();
    }
}
