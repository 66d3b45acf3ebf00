package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.protocol.batch.schema.Presentation;
import java.util.ArrayList;
import java.util.List;

/** A node as the service shows it. To be made under the account's lock. */
public final class NodeView {
    private static final Document OWN_EXTENSION = Document.of("name", "batchNodeExtension")
            .with("publisher", "Microsoft.Azure.Extensions")
            .with("type", "CustomScript")
            .with("typeHandlerVersion", "2.0")
            .with("autoUpgradeMinorVersion", true);

    private NodeView() {}

    /** The URL of a node. */
    static String url(String base, NodeIdentity node) {
        return base + "/pools/" + node.poolId() + "/nodes/" + node.nodeId();
    }

    /** The node, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Pool pool, ComputeNode node, String base, String version) {
        Shape shape = new Shape()
                .put("id", node.id())
                .put("url", url(base, node.identity()))
                .put("state", node.state().wireName())
                .put("schedulingState", node.schedulingEnabled() ? "enabled" : "disabled")
                .put("stateTransitionTime", node.lifecycle().since())
                .put("lastBootTime", node.lastBootTime())
                .put("allocationTime", node.allocationTime())
                .put("ipAddress", node.identity().ipAddress())
                .put("affinityId", node.identity().affinityId())
                .copy(pool.spec(), "vmSize")
                .put("totalTasksRun", node.totalTasksRun())
                .put("totalTasksSucceeded", node.totalTasksSucceeded())
                .put("runningTasksCount", node.countOfRunningTasks())
                .put("runningTaskSlotsCount", node.usedSlots());
        InboundEndpoints endpoints = new InboundEndpoints(pool, node, version);
        if (endpoints.dualStack()) {
            shape.put("ipv6Address", endpoints.ipv6Address());
        }
        tasks(shape, pool, node, base, version);
        if (node.lastBootTime() != null) {
            // Recorded of every node that has come up, also while it starts again, and of none before.
            shape.put("certificateReferences", pool.spec().objects("certificateReferences"))
                    .put("nodeAgentInfo", agent(node));
        }
        shape.put("isDedicated", node.identity().dedicated())
                .put("endpointConfiguration", endpoints.document().orElse(null))
                .put("virtualMachineInfo", machine(pool, version));
        return Presentation.of("ComputeNode", version).show(shape.document());
    }

    private static void tasks(Shape shape, Pool pool, ComputeNode node, String base, String version) {
        if (!node.recentTasks().isEmpty()) {
            shape.put(
                    "recentTasks",
                    node.recentTasks().stream()
                            .map(recent -> recent(recent, base))
                            .toList());
        }
        pool.settings()
                .startTask()
                .ifPresent(task -> shape.put(
                        "startTask", Presentation.of("StartTask", version).show(task.json())));
        RunInfo run = node.startTask();
        if (run != null) {
            shape.put("startTaskInfo", RunView.withState(run, null));
        }
        if (!node.errors().isEmpty()) {
            shape.put("errors", node.errors().stream().map(NodeView::error).toList());
        }
    }

    private static Document recent(ComputeNode.TaskOnNode recent, String base) {
        return new Shape()
                .put("taskUrl", TaskView.url(base, recent.jobId(), recent.task()))
                .put("jobId", recent.jobId())
                .put("taskId", recent.task().id())
                .put("taskState", recent.task().state().wireName())
                .put("executionInfo", RunView.ofTask(recent.task().run()))
                .document();
    }

    private static Document agent(ComputeNode node) {
        return new Shape()
                .put("version", "1.10.2")
                .put("lastUpdateTime", node.allocationTime())
                .document();
    }

    private static Document machine(Pool pool, String version) {
        Document image = pool.spec()
                .object("virtualMachineConfiguration")
                .flatMap(machine -> machine.object("imageReference"))
                .map(Presentation.of("ImageReference", version)::show)
                .orElse(Document.EMPTY);
        return Document.of(
                "imageReference",
                image.string("version")
                        .map(exact -> image.with("exactVersion", exact))
                        .orElse(image));
    }

    /** The settings of remote login. */
    public static Document remoteLogin(Pool pool, ComputeNode node, String version) {
        return new InboundEndpoints(pool, node, version).remoteLogin();
    }

    /** The extensions of a node's machine: the pool's, and on Linux the service's own (recorded; what Windows has is not known). */
    public static List<Document> extensions(Pool pool) {
        List<Document> extensions = new ArrayList<>(pool.spec()
                .object("virtualMachineConfiguration")
                .map(machine -> machine.objects("extensions"))
                .orElse(List.of()));
        if (!PoolView.isWindows(pool.spec())) {
            extensions.add(OWN_EXTENSION);
        }
        return extensions;
    }

    /** An extension of a node's machine: the pool's own words for it, and whether it is there yet. */
    public static Document extension(ComputeNode node, Document extension) {
        return new Shape()
                .put("provisioningState", node.state() == NodeState.CREATING ? "Creating" : "Succeeded")
                .put("instanceView", Document.EMPTY)
                .put("vmExtension", extension.withDefault("enableAutomaticUpgrade", false))
                .document();
    }

    private static Document error(FailureInfo error) {
        List<Document> details = error.details().stream()
                .map(detail -> Document.of("name", detail.name()).with("value", detail.value()))
                .toList();
        return Document.of("code", error.code())
                .with("message", error.message())
                .with("errorDetails", details);
    }
}
