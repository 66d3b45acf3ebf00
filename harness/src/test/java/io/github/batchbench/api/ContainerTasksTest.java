package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeState;
import com.microsoft.azure.batch.protocol.models.ContainerConfiguration;
import com.microsoft.azure.batch.protocol.models.ContainerRegistry;
import com.microsoft.azure.batch.protocol.models.ContainerType;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskContainerSettings;
import com.microsoft.azure.batch.protocol.models.TaskState;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Containers that are played, on a fake that has no engine, in virtual time. */
@Timeout(60)
class ContainerTasksTest {
    private static final String IMAGE = "registry.example/render:1";

    private final FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withContainerEngine("none"));
    private final BatchClient client = OfflineAccount.batchClient(azure);

    @BeforeEach
    void virtualTime() {
        azure.clock().virtual();
    }

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void aScriptStandsForAllContainersOfAnImage() throws IOException {
        azure.containers().script(IMAGE, Script.exits(3).printing("rendered\n").after(Duration.ofMinutes(20)));
        pool(new ContainerConfiguration()
                .withType(ContainerType.DOCKER_COMPATIBLE)
                .withContainerImageNames(List.of(IMAGE))
                .withContainerRegistries(List.of(new ContainerRegistry()
                        .withRegistryServer("registry.example")
                        .withUserName("u")
                        .withPassword("hidden"))));
        assertThat(node().state()).as("its image is not pulled").isEqualTo(ComputeNodeState.IDLE);
        add("render 1", IMAGE);
        azure.clock().advance(Duration.ofMinutes(10));

        CloudTask running = task();
        assertThat(running.state()).isEqualTo(TaskState.RUNNING);
        assertThat(running.executionInfo().containerInfo().state()).isEqualTo("running");
        azure.clock().advance(Duration.ofMinutes(15));

        CloudTask ended = task();
        assertThat(ended.executionInfo().exitCode()).isEqualTo(3);
        assertThat(ended.executionInfo().containerInfo().state()).isEqualTo("exited");
        assertThat(ended.executionInfo().containerInfo().containerId())
                .hasSize(64)
                .isEqualTo(running.executionInfo().containerInfo().containerId());
        assertThat(azure.containers().describe())
                .isEqualTo("none: This fake was told to run no containers.; scripted: " + IMAGE);
    }

    @Test
    void aScriptMayDependOnTheRun() throws IOException {
        azure.containers()
                .script("busybox", run -> Script.exits(run.commandLine().length()));
        pool(new ContainerConfiguration().withType(ContainerType.DOCKER_COMPATIBLE));
        add("four", "busybox:latest");
        azure.clock().advance(Duration.ofMinutes(10));

        assertThat(task().executionInfo().exitCode()).isEqualTo(4);
    }

    @Test
    void anotherImageIsNotPlayed() throws Exception {
        Runnable end = azure.containers().script(IMAGE, Script.succeeds());
        end.run();
        pool(new ContainerConfiguration().withType(ContainerType.DOCKER_COMPATIBLE));
        add("true", IMAGE);
        azure.clock().advance(Duration.ofMinutes(10));
        assertThat(azure.batch().timeline().await(() -> !azure.batch().isBusy(), Duration.ofSeconds(30)))
                .isTrue();

        assertThat(task().executionInfo().failureInfo().code()).isEqualTo("ContainerPoolNotSupported");
        assertThat(azure.containers().scripted()).isEmpty();
    }

    @Test
    void whatIsPlayedKeepsTheRulesOfContainers() throws IOException {
        azure.containers().script(IMAGE, Script.succeeds());
        pool(null);
        add("true", IMAGE);
        azure.clock().advance(Duration.ofMinutes(10));

        assertThat(task().executionInfo().failureInfo().code()).isEqualTo("ContainerPoolNotSupported");
    }

    @Test
    void anEngineThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> FakeAzureOptions.defaults().withContainerEngine("/no/engine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/engine");
    }

    private void pool(@Nullable ContainerConfiguration containers) throws IOException {
        client.poolOperations()
                .createPool(new PoolAddParameter()
                        .withId("pool")
                        .withVmSize("standard_d2s_v3")
                        .withTargetDedicatedNodes(1)
                        .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                                .withImageReference(new ImageReference()
                                        .withPublisher("microsoft-dsvm")
                                        .withOffer("ubuntu-hpc")
                                        .withSku("2204"))
                                .withNodeAgentSKUId("batch.node.ubuntu 22.04")
                                .withContainerConfiguration(containers)));
        client.jobOperations()
                .createJob(new JobAddParameter().withId("job").withPoolInfo(new PoolInformation().withPoolId("pool")));
        azure.clock().advance(Duration.ofMinutes(10));
    }

    private ComputeNode node() throws IOException {
        return client.computeNodeOperations().listComputeNodes("pool").get(0);
    }

    private void add(String commandLine, String image) throws IOException {
        client.taskOperations()
                .createTask(
                        "job",
                        new TaskAddParameter()
                                .withId("task")
                                .withCommandLine(commandLine)
                                .withContainerSettings(new TaskContainerSettings().withImageName(image)));
    }

    private CloudTask task() throws IOException {
        return client.taskOperations().getTask("job", "task");
    }
}
