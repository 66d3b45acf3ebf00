package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.protocol.BatchServiceClient;
import com.microsoft.azure.batch.protocol.models.AllocationState;
import com.microsoft.azure.batch.protocol.models.AutoScaleRun;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeState;
import com.microsoft.azure.batch.protocol.models.ComputeNodeUser;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.NodeRemoveParameter;
import com.microsoft.azure.batch.protocol.models.NodeUpdateUserParameter;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolEnableAutoScaleParameter;
import com.microsoft.azure.batch.protocol.models.PoolPatchParameter;
import com.microsoft.azure.batch.protocol.models.PoolResizeParameter;
import com.microsoft.azure.batch.protocol.models.PoolUpdatePropertiesParameter;
import com.microsoft.azure.batch.protocol.models.UploadBatchServiceLogsConfiguration;
import com.microsoft.azure.batch.protocol.models.VMExtension;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.FakeAzure;
import java.time.Duration;
import java.util.List;
import org.joda.time.DateTime;

/** The operations on pools and on nodes, each with what is to be seen of it afterwards. */
record EveryPoolOperation(BatchServiceClient client, FakeAzure azure) {
    void pools() {
        client.pools().add(pool("pool").withTargetDedicatedNodes(3));
        EveryOperationTest.pass(azure);
        assertThat(client.pools().get("pool").currentDedicatedNodes()).isEqualTo(3);
        assertThat(client.pools().list()).hasSize(1);
        assertThat(client.accounts().listPoolNodeCounts().get(0).dedicated().idle())
                .isEqualTo(3);
        client.pools()
                .patch(
                        "pool",
                        new PoolPatchParameter()
                                .withMetadata(
                                        List.of(new MetadataItem().withName("a").withValue("b"))));
        assertThat(client.pools().get("pool").metadata()).extracting("name").containsExactly("a");
        client.pools()
                .updateProperties(
                        "pool",
                        new PoolUpdatePropertiesParameter()
                                .withCertificateReferences(List.of())
                                .withApplicationPackageReferences(List.of())
                                .withMetadata(List.of()));
        assertThat(client.pools().get("pool").metadata()).isNullOrEmpty();
        client.pools().resize("pool", new PoolResizeParameter().withTargetDedicatedNodes(9));
        assertThat(client.pools().get("pool").allocationState()).isEqualTo(AllocationState.RESIZING);
        client.pools().stopResize("pool");
        EveryOperationTest.pass(azure);
        assertThat(client.pools().get("pool").allocationState()).isEqualTo(AllocationState.STEADY);
        int before = client.pools().get("pool").currentDedicatedNodes();
        String removed = firstNode().id();
        client.pools().removeNodes("pool", new NodeRemoveParameter().withNodeList(List.of(removed)));
        EveryOperationTest.pass(azure);
        assertThat(client.computeNodes().list("pool"))
                .hasSize(before - 1)
                .extracting("id")
                .doesNotContain(removed);
        client.pools()
                .enableAutoScale(
                        "pool", new PoolEnableAutoScaleParameter().withAutoScaleFormula("$TargetDedicatedNodes=2"));
        assertThat(client.pools().get("pool").autoScaleFormula()).isEqualTo("$TargetDedicatedNodes=2");
        AutoScaleRun run = client.pools().evaluateAutoScale("pool", "$TargetDedicatedNodes=$ActiveTasks+7");
        assertThat(run.results()).startsWith("$TargetDedicatedNodes=7;");
        client.pools().disableAutoScale("pool");
        EveryOperationTest.pass(azure);
        assertThat(client.pools().get("pool").enableAutoScale()).isFalse();
        assertThat(client.pools().get("pool").currentDedicatedNodes()).isEqualTo(2);
        azure.clock().advance(Duration.ofHours(1));
        assertThat(client.pools().listUsageMetrics().get(0).totalCoreHours()).isPositive();
    }

    private static PoolAddParameter pool(String id) {
        return new PoolAddParameter()
                .withId(id)
                .withVmSize("STANDARD_D2S_V3")
                .withVirtualMachineConfiguration(Ubuntu.machine()
                        .withExtensions(List.of(new VMExtension()
                                .withName("health")
                                .withPublisher("publisher")
                                .withType("type"))));
    }

    private ComputeNode firstNode() {
        return client.computeNodes().list("pool").get(0);
    }

    void nodes() {
        String node = firstNode().id();
        assertThat(client.computeNodes().get("pool", node).state()).isEqualTo(ComputeNodeState.IDLE);
        client.computeNodes()
                .addUser("pool", node, new ComputeNodeUser().withName("user").withPassword("pass"));
        client.computeNodes().updateUser("pool", node, "user", new NodeUpdateUserParameter().withPassword("other"));
        client.computeNodes().deleteUser("pool", node, "user");
        assertThatThrownBy(() -> client.computeNodes().deleteUser("pool", node, "user"))
                .isInstanceOf(BatchErrorException.class);
        client.computeNodes().disableScheduling("pool", node);
        assertThat(client.computeNodes().get("pool", node).state()).isEqualTo(ComputeNodeState.OFFLINE);
        client.computeNodes().enableScheduling("pool", node);
        assertThat(client.computeNodes().get("pool", node).state()).isEqualTo(ComputeNodeState.IDLE);
        client.computeNodes().reboot("pool", node);
        assertThat(client.computeNodes().get("pool", node).state()).isEqualTo(ComputeNodeState.REBOOTING);
        EveryOperationTest.pass(azure);
        client.computeNodes().reimage("pool", node);
        assertThat(client.computeNodes().get("pool", node).state()).isEqualTo(ComputeNodeState.REIMAGING);
        EveryOperationTest.pass(azure);
        client.computeNodes().deallocate("pool", node);
        EveryOperationTest.pass(azure);
        assertThat(client.computeNodes().get("pool", node).state().toString()).isEqualTo("deallocated");
        client.computeNodes().start("pool", node);
        EveryOperationTest.pass(azure);
        assertThat(client.computeNodes().get("pool", node).state()).isEqualTo(ComputeNodeState.IDLE);
        assertThat(client.computeNodes().getRemoteLoginSettings("pool", node).remoteLoginPort())
                .isPositive();
        client.computeNodes()
                .uploadBatchServiceLogs(
                        "pool",
                        node,
                        new UploadBatchServiceLogsConfiguration()
                                .withContainerUrl("https://example.org/logs")
                                .withStartTime(DateTime.now()));
        // The pool's own and the service's.
        assertThat(client.computeNodeExtensions().list("pool", node)).hasSize(2);
        assertThat(client.computeNodeExtensions().get("pool", node, "health").provisioningState())
                .isEqualTo("Succeeded");
    }
}
