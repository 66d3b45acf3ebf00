package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.protocol.batch.view.NodeView;
import io.github.batchbench.fake.state.Deallocation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The operations on nodes but for their users. */
final class NodeHandlers {
    /** Does something to a node. */
    private interface Change {
        ComputeNode apply(String poolId, String nodeId);
    }

    private final BatchAccount account;

    NodeHandlers(BatchAccount account) {
        this.account = account;
    }

    Map<String, OperationHandler> operations() {
        return Map.ofEntries(
                Map.entry("ComputeNode_List", this::list),
                Map.entry("ComputeNode_Get", this::get),
                Map.entry(
                        "ComputeNode_Reboot",
                        call -> change(
                                call,
                                (pool, node) -> account.nodes().reboot(pool, node, option(call, "nodeRebootOption")))),
                Map.entry(
                        "ComputeNode_Reimage",
                        call -> change(
                                call,
                                (pool, node) ->
                                        account.nodes().reimage(pool, node, option(call, "nodeReimageOption")))),
                Map.entry(
                        "ComputeNode_Deallocate",
                        call -> change(
                                call,
                                (pool, node) ->
                                        account.nodes().deallocate(pool, node, option(call, "nodeDeallocateOption")))),
                Map.entry("ComputeNode_Start", call -> change(call, account.nodes()::start)),
                Map.entry(
                        "ComputeNode_DisableScheduling",
                        call -> change(
                                call,
                                (pool, node) -> account.nodes()
                                        .disableScheduling(pool, node, option(call, "nodeDisableSchedulingOption")))),
                Map.entry("ComputeNode_EnableScheduling", call -> change(call, account.nodes()::enableScheduling)),
                Map.entry("ComputeNode_GetRemoteLoginSettings", this::remoteLogin),
                Map.entry("ComputeNode_UploadBatchServiceLogs", this::uploadLogs),
                Map.entry("ComputeNodeExtension_List", this::listExtensions),
                Map.entry("ComputeNodeExtension_Get", this::getExtension));
    }

    private Answer list(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            return Listing.of(
                            "nodes",
                            pool.nodes(),
                            ComputeNode::id,
                            node -> NodeView.of(
                                    pool, node, call.base(), call.version().text()))
                    .answer(call);
        });
    }

    private Answer get(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            Document node =
                    NodeView.of(pool, node(call), call.base(), call.version().text());
            return Answer.json(200, call.entity("nodes/@Element", node));
        });
    }

    /** A node has no ETag: the answer names only what was called (recorded). */
    private static Answer change(Call call, Change change) {
        change.apply(call.pathParameter("poolId"), call.pathParameter("nodeId"));
        return Answer.status(call.operation().success()).withId(call.url());
    }

    private static Deallocation option(Call call, String name) {
        return call.normalisedBody().string(name).map(Deallocation::of).orElse(Deallocation.REQUEUE);
    }

    private Answer remoteLogin(Call call) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(call.pathParameter("poolId"));
            return Answer.json(
                            200,
                            call.entity(
                                    "Microsoft.Azure.Batch.Protocol.Entities.RemoteLoginSettings",
                                    NodeView.remoteLogin(
                                            pool, node(call), call.version().text())))
                    .withId(call.url());
        });
    }

    /** A node of the fake has no agent and so no logs of one: nothing is uploaded, and the answer says so. */
    private Answer uploadLogs(Call call) {
        call.normalisedBody();
        ComputeNode node = account.exclusively(() -> node(call));
        String folder = call.pathParameter("poolId") + "/" + node.id() + "/"
                + UUID.fromString(call.requestId()).toString().toLowerCase(Locale.ROOT);
        return Answer.json(
                200,
                call.entity(
                        "Microsoft.Azure.Batch.Protocol.Entities.UploadBatchServiceLogsResult",
                        Document.of("virtualDirectoryName", folder).with("numberOfFilesUploaded", 0L)));
    }

    private Answer listExtensions(Call call) {
        return account.exclusively(() -> Listing.of(
                        "extensions",
                        extensions(call),
                        extension -> extension.string("name").orElse(""),
                        extension -> NodeView.extension(node(call), extension))
                .answer(call));
    }

    private Answer getExtension(Call call) {
        return account.exclusively(() -> {
            String name = call.pathParameter("extensionName");
            Document extension = extensions(call).stream()
                    .filter(candidate -> candidate.string("name").orElse("").equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(BatchErrorCode.RESOURCE_NOT_FOUND::exception);
            return Answer.json(200, call.entity("extensions/@Element", NodeView.extension(node(call), extension)));
        });
    }

    private List<Document> extensions(Call call) {
        node(call);
        return NodeView.extensions(account.pools().get(call.pathParameter("poolId")));
    }

    private ComputeNode node(Call call) {
        return account.pools().node(call.pathParameter("poolId"), call.pathParameter("nodeId"));
    }
}
