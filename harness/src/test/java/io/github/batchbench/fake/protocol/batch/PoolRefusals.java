package io.github.batchbench.fake.protocol.batch;

import com.microsoft.azure.batch.protocol.Certificates;
import com.microsoft.azure.batch.protocol.ComputeNodes;
import com.microsoft.azure.batch.protocol.models.AccountListPoolNodeCountsOptions;
import com.microsoft.azure.batch.protocol.models.AccountListSupportedImagesOptions;
import com.microsoft.azure.batch.protocol.models.ApplicationListOptions;
import com.microsoft.azure.batch.protocol.models.CertificateListOptions;
import com.microsoft.azure.batch.protocol.models.NodeRemoveParameter;
import com.microsoft.azure.batch.protocol.models.NodeUpdateUserParameter;
import com.microsoft.azure.batch.protocol.models.PoolDeleteOptions;
import com.microsoft.azure.batch.protocol.models.PoolEnableAutoScaleParameter;
import com.microsoft.azure.batch.protocol.models.PoolExistsOptions;
import com.microsoft.azure.batch.protocol.models.PoolGetOptions;
import com.microsoft.azure.batch.protocol.models.PoolListOptions;
import com.microsoft.azure.batch.protocol.models.PoolListUsageMetricsOptions;
import com.microsoft.azure.batch.protocol.models.PoolPatchOptions;
import com.microsoft.azure.batch.protocol.models.PoolPatchParameter;
import com.microsoft.azure.batch.protocol.models.PoolResizeOptions;
import com.microsoft.azure.batch.protocol.models.PoolResizeParameter;
import com.microsoft.azure.batch.protocol.models.PoolStopResizeOptions;
import com.microsoft.azure.batch.protocol.models.PoolUpdatePropertiesParameter;
import com.microsoft.azure.batch.protocol.models.UploadBatchServiceLogsConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.joda.time.DateTime;

/** What the operations on the account, on pools, their nodes and certificates refuse. */
final class PoolRefusals {
    private static final String OTHER = "0123456789abcdef0123456789abcdef01234567";

    private final EveryState state;

    PoolRefusals(EveryState state) {
        this.state = state;
    }

    Stream<Refusal> all() {
        return Stream.of(account(), pools(), nodes(), certificates()).flatMap(List::stream);
    }

    private List<Refusal> account() {
        return List.of(
                new Refusal(
                        "Account_ListSupportedImages",
                        "400 InvalidQueryParameterValue",
                        () -> state.client
                                .accounts()
                                .listSupportedImages(
                                        new AccountListSupportedImagesOptions().withFilter("size eq 'x'"))),
                new Refusal(
                        "Account_ListPoolNodeCounts",
                        "400 InvalidQueryParameterValue",
                        () -> state.client
                                .accounts()
                                .listPoolNodeCounts(new AccountListPoolNodeCountsOptions().withMaxResults(11))),
                new Refusal(
                        "Application_List",
                        "400 InvalidQueryParameterValue",
                        () -> state.client.applications().list(new ApplicationListOptions().withMaxResults(0))),
                new Refusal(
                        "Application_Get",
                        "404 ApplicationNotFound",
                        () -> state.client.applications().get(EveryState.NONE)),
                new Refusal(
                        "Pool_ListUsageMetrics",
                        "400 InvalidQueryParameterValue",
                        () -> state.client
                                .pools()
                                .listUsageMetrics(new PoolListUsageMetricsOptions().withMaxResults(-1))));
    }

    private List<Refusal> pools() {
        return List.of(
                new Refusal(
                        "Pool_Add", "409 PoolExists", () -> state.client.pools().add(EveryState.pool("pool"))),
                new Refusal(
                        "Pool_Add",
                        "409 PoolBeingDeleted",
                        () -> state.client.pools().add(EveryState.pool("deleting"))),
                new Refusal(
                        "Pool_Add",
                        "400 InvalidPropertyValue",
                        () -> state.client.pools().add(EveryState.pool("not an id"))),
                new Refusal(
                        "Pool_List",
                        "400 InvalidQueryParameterValue",
                        () -> state.client.pools().list(new PoolListOptions().withMaxResults(-5))),
                new Refusal(
                        "Pool_Get",
                        "404 PoolNotFound",
                        () -> state.client.pools().get(EveryState.NONE)),
                new Refusal(
                        "Pool_Get",
                        "412 ConditionNotMet",
                        () -> state.client.pools().get("pool", new PoolGetOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Pool_Exists",
                        "412",
                        () -> state.client.pools().exists("pool", new PoolExistsOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Pool_Delete",
                        "404 PoolNotFound",
                        () -> state.client.pools().delete(EveryState.NONE)),
                new Refusal(
                        "Pool_Delete",
                        "409 PoolBeingDeleted",
                        () -> state.client.pools().delete("deleting")),
                new Refusal(
                        "Pool_Delete",
                        "412 ConditionNotMet",
                        () -> state.client.pools().delete("pool", new PoolDeleteOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Pool_Patch",
                        "404 PoolNotFound",
                        () -> state.client.pools().patch(EveryState.NONE, new PoolPatchParameter())),
                new Refusal(
                        "Pool_Patch",
                        "409 PoolBeingDeleted",
                        () -> state.client.pools().patch("deleting", new PoolPatchParameter())),
                new Refusal(
                        "Pool_Patch",
                        "412 ConditionNotMet",
                        () -> state.client
                                .pools()
                                .patch(
                                        "pool",
                                        new PoolPatchParameter(),
                                        new PoolPatchOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Pool_UpdateProperties",
                        "404 PoolNotFound",
                        () -> state.client.pools().updateProperties(EveryState.NONE, properties())),
                new Refusal(
                        "Pool_UpdateProperties",
                        "409 PoolBeingDeleted",
                        () -> state.client.pools().updateProperties("deleting", properties())),
                new Refusal(
                        "Pool_Resize",
                        "404 PoolNotFound",
                        () -> state.client
                                .pools()
                                .resize(EveryState.NONE, new PoolResizeParameter().withTargetDedicatedNodes(1))),
                new Refusal(
                        "Pool_Resize",
                        "400 MissingRequiredProperty",
                        () -> state.client.pools().resize("pool", new PoolResizeParameter())),
                new Refusal(
                        "Pool_Resize",
                        "409 PoolBeingResized",
                        () -> state.client
                                .pools()
                                .resize("resizing", new PoolResizeParameter().withTargetDedicatedNodes(1))),
                new Refusal(
                        "Pool_Resize",
                        "409 OperationInvalidForCurrentState",
                        () -> state.client
                                .pools()
                                .resize("auto", new PoolResizeParameter().withTargetDedicatedNodes(1))),
                new Refusal(
                        "Pool_Resize",
                        "412 ConditionNotMet",
                        () -> state.client
                                .pools()
                                .resize(
                                        "pool",
                                        new PoolResizeParameter().withTargetDedicatedNodes(1),
                                        new PoolResizeOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Pool_StopResize",
                        "404 PoolNotFound",
                        () -> state.client.pools().stopResize(EveryState.NONE)),
                new Refusal(
                        "Pool_StopResize",
                        "412 ConditionNotMet",
                        () -> state.client
                                .pools()
                                .stopResize("pool", new PoolStopResizeOptions().withIfMatch(EveryState.OLD))),
                new Refusal(
                        "Pool_EnableAutoScale",
                        "404 PoolNotFound",
                        () -> state.client
                                .pools()
                                .enableAutoScale(EveryState.NONE, formula("$TargetDedicatedNodes=0"))),
                new Refusal(
                        "Pool_EnableAutoScale",
                        "400 AutoScalingFormulaSyntaxError",
                        () -> state.client.pools().enableAutoScale("pool", formula("$TargetDedicatedNodes="))),
                new Refusal(
                        "Pool_EnableAutoScale",
                        "409 PoolBeingResized",
                        () -> state.client.pools().enableAutoScale("resizing", formula("$TargetDedicatedNodes=0"))),
                new Refusal(
                        "Pool_DisableAutoScale",
                        "404 PoolNotFound",
                        () -> state.client.pools().disableAutoScale(EveryState.NONE)),
                new Refusal(
                        "Pool_EvaluateAutoScale",
                        "404 PoolNotFound",
                        () -> state.client.pools().evaluateAutoScale(EveryState.NONE, "$TargetDedicatedNodes=0")),
                new Refusal(
                        "Pool_EvaluateAutoScale",
                        "409 OperationInvalidForCurrentState",
                        () -> state.client.pools().evaluateAutoScale("pool", "$TargetDedicatedNodes=0")),
                new Refusal(
                        "Pool_RemoveNodes",
                        "404 PoolNotFound",
                        () -> state.client
                                .pools()
                                .removeNodes(
                                        EveryState.NONE, new NodeRemoveParameter().withNodeList(List.of(state.node)))),
                new Refusal(
                        "Pool_RemoveNodes",
                        "404 NodeNotFound",
                        () -> state.client
                                .pools()
                                .removeNodes("pool", new NodeRemoveParameter().withNodeList(List.of(EveryState.NONE)))),
                new Refusal(
                        "Pool_RemoveNodes",
                        "409 PoolBeingResized",
                        () -> state.client
                                .pools()
                                .removeNodes(
                                        "resizing", new NodeRemoveParameter().withNodeList(List.of(EveryState.NONE)))));
    }

    private List<Refusal> nodes() {
        ComputeNodes nodes = state.client.computeNodes();
        return List.of(
                new Refusal("ComputeNode_List", "404 PoolNotFound", () -> nodes.list(EveryState.NONE)),
                new Refusal("ComputeNode_Get", "404 NodeNotFound", () -> nodes.get("pool", EveryState.NONE)),
                new Refusal("ComputeNode_Reboot", "404 NodeNotFound", () -> nodes.reboot("pool", EveryState.NONE)),
                new Refusal("ComputeNode_Reboot", "409 NodeBeingRebooted", () -> nodes.reboot("pool", state.rebooting)),
                new Refusal("ComputeNode_Reimage", "404 NodeNotFound", () -> nodes.reimage("pool", EveryState.NONE)),
                new Refusal(
                        "ComputeNode_Reimage", "409 NodeBeingRebooted", () -> nodes.reimage("pool", state.rebooting)),
                new Refusal(
                        "ComputeNode_Deallocate", "404 NodeNotFound", () -> nodes.deallocate("pool", EveryState.NONE)),
                new Refusal(
                        "ComputeNode_Deallocate",
                        "409 NodeBeingRebooted",
                        () -> nodes.deallocate("pool", state.rebooting)),
                new Refusal("ComputeNode_Start", "404 NodeNotFound", () -> nodes.start("pool", EveryState.NONE)),
                new Refusal(
                        "ComputeNode_Start",
                        "409 OperationInvalidForCurrentState",
                        () -> nodes.start("pool", state.node)),
                new Refusal(
                        "ComputeNode_DisableScheduling",
                        "404 NodeNotFound",
                        () -> nodes.disableScheduling("pool", EveryState.NONE)),
                new Refusal(
                        "ComputeNode_EnableScheduling",
                        "409 NodeAlreadyInTargetSchedulingState",
                        () -> nodes.enableScheduling("pool", state.node)),
                new Refusal(
                        "ComputeNode_AddUser",
                        "404 NodeNotFound",
                        () -> nodes.addUser("pool", EveryState.NONE, EveryState.user())),
                new Refusal(
                        "ComputeNode_AddUser",
                        "409 NodeUserExists",
                        () -> nodes.addUser("pool", state.node, EveryState.user())),
                new Refusal(
                        "ComputeNode_UpdateUser",
                        "404 NodeUserNotFound",
                        () -> nodes.updateUser(
                                "pool", state.node, EveryState.NONE, new NodeUpdateUserParameter().withPassword("p"))),
                new Refusal(
                        "ComputeNode_DeleteUser",
                        "404 NodeUserNotFound",
                        () -> nodes.deleteUser("pool", state.node, EveryState.NONE)),
                new Refusal(
                        "ComputeNode_GetRemoteLoginSettings",
                        "404 NodeNotFound",
                        () -> nodes.getRemoteLoginSettings("pool", EveryState.NONE)),
                new Refusal(
                        "ComputeNode_UploadBatchServiceLogs",
                        "404 NodeNotFound",
                        () -> nodes.uploadBatchServiceLogs(
                                "pool",
                                EveryState.NONE,
                                new UploadBatchServiceLogsConfiguration()
                                        .withContainerUrl("https://example.org/c")
                                        .withStartTime(DateTime.now()))),
                new Refusal(
                        "ComputeNodeExtension_List",
                        "404 NodeNotFound",
                        () -> state.client.computeNodeExtensions().list("pool", EveryState.NONE)),
                new Refusal(
                        "ComputeNodeExtension_Get",
                        "404 NodeNotFound",
                        () -> state.client.computeNodeExtensions().get("pool", EveryState.NONE, "health")));
    }

    private List<Refusal> certificates() {
        Certificates certificates = state.client.certificates();
        return List.of(
                new Refusal(
                        "Certificate_Add",
                        "409 CertificateExists",
                        () -> certificates.add(EveryState.certificate(TestCertificate.read()))),
                new Refusal(
                        "Certificate_List",
                        "400 InvalidQueryParameterValue",
                        () -> certificates.list(new CertificateListOptions().withMaxResults(0))),
                new Refusal("Certificate_Get", "404 CertificateNotFound", () -> certificates.get("sha1", OTHER)),
                new Refusal("Certificate_Delete", "404 CertificateNotFound", () -> certificates.delete("sha1", OTHER)),
                new Refusal(
                        "Certificate_CancelDeletion",
                        "404 CertificateNotFound",
                        () -> certificates.cancelDeletion("sha1", OTHER)),
                new Refusal(
                        "Certificate_CancelDeletion",
                        "409 CertificateStateActive",
                        () -> certificates.cancelDeletion("sha1", state.thumbprint)));
    }

    private static PoolUpdatePropertiesParameter properties() {
        return new PoolUpdatePropertiesParameter()
                .withCertificateReferences(List.of())
                .withApplicationPackageReferences(List.of())
                .withMetadata(List.of());
    }

    private static PoolEnableAutoScaleParameter formula(String text) {
        return new PoolEnableAutoScaleParameter().withAutoScaleFormula(text);
    }
}
