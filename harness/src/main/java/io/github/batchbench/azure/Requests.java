package io.github.batchbench.azure;

import com.microsoft.azure.batch.protocol.models.AutoUserScope;
import com.microsoft.azure.batch.protocol.models.AutoUserSpecification;
import com.microsoft.azure.batch.protocol.models.ElevationLevel;
import com.microsoft.azure.batch.protocol.models.EnvironmentSetting;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobConstraints;
import com.microsoft.azure.batch.protocol.models.MetadataItem;
import com.microsoft.azure.batch.protocol.models.NetworkConfiguration;
import com.microsoft.azure.batch.protocol.models.OutputFile;
import com.microsoft.azure.batch.protocol.models.OutputFileBlobContainerDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileDestination;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadCondition;
import com.microsoft.azure.batch.protocol.models.OutputFileUploadOptions;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.ResourceFile;
import com.microsoft.azure.batch.protocol.models.StartTask;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import com.microsoft.azure.batch.protocol.models.UserIdentity;
import com.microsoft.azure.batch.protocol.models.VirtualMachineConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.joda.time.Period;
import org.jspecify.annotations.Nullable;

/** The kit's specifications as the SDK's request bodies. */
final class Requests {
    private Requests() {}

    static PoolAddParameter pool(PoolSpec spec) {
        PoolAddParameter pool = new PoolAddParameter()
                .withId(spec.id())
                .withVmSize(spec.vmSize())
                .withVirtualMachineConfiguration(machine(spec.image()))
                .withTaskSlotsPerNode(spec.slotsPerNode())
                .withMetadata(metadata(spec.metadata()));
        if (spec.startTask() != null) {
            pool.withStartTask(startTask(spec.startTask()));
        }
        if (spec.subnetId() != null) {
            pool.withNetworkConfiguration(new NetworkConfiguration().withSubnetId(spec.subnetId()));
        }
        return size(pool, spec.nodes(), spec.expires());
    }

    private static PoolAddParameter size(PoolAddParameter pool, PoolSpec.Nodes nodes, @Nullable Instant expires) {
        if (expires != null) {
            return pool.withEnableAutoScale(true)
                    .withAutoScaleFormula(formula(nodes, expires))
                    .withAutoScaleEvaluationInterval(period(PoolSpec.EVALUATION_INTERVAL));
        }
        return pool.withTargetDedicatedNodes(nodes.dedicated()).withTargetLowPriorityNodes(nodes.spot());
    }

    /** The service itself ends it: nobody else may be there to do so. */
    private static String formula(PoolSpec.Nodes nodes, Instant expires) {
        return """
                expired = time() >= time("%s");
                $TargetDedicatedNodes = expired ? 0 : %d;
                $TargetLowPriorityNodes = expired ? 0 : %d;
                $NodeDeallocationOption = requeue;
                """.formatted(expires.truncatedTo(ChronoUnit.SECONDS), nodes.dedicated(), nodes.spot());
    }

    private static VirtualMachineConfiguration machine(Image image) {
        return new VirtualMachineConfiguration()
                .withNodeAgentSKUId(image.nodeAgent())
                .withImageReference(new ImageReference()
                        .withPublisher(image.publisher())
                        .withOffer(image.offer())
                        .withSku(image.sku())
                        .withVersion(image.version()));
    }

    private static StartTask startTask(StartTaskSpec spec) {
        ElevationLevel level = spec.elevated() ? ElevationLevel.ADMIN : ElevationLevel.NON_ADMIN;
        AutoUserSpecification user =
                new AutoUserSpecification().withScope(AutoUserScope.POOL).withElevationLevel(level);
        return new StartTask()
                .withCommandLine(spec.commandLine())
                .withResourceFiles(resources(spec.resources()))
                .withUserIdentity(new UserIdentity().withAutoUser(user))
                .withWaitForSuccess(true);
    }

    static JobAddParameter job(JobSpec spec) {
        JobAddParameter job = new JobAddParameter()
                .withId(spec.id())
                .withPoolInfo(new PoolInformation().withPoolId(spec.poolId()))
                .withMetadata(metadata(spec.metadata()));
        if (spec.maxWallClockTime() != null) {
            job.withConstraints(new JobConstraints().withMaxWallClockTime(period(spec.maxWallClockTime())));
        }
        return job;
    }

    static TaskAddParameter task(TaskSpec spec) {
        TaskAddParameter task = new TaskAddParameter()
                .withId(spec.id())
                .withCommandLine(spec.commandLine())
                .withResourceFiles(resources(spec.resources()))
                .withEnvironmentSettings(environment(spec.environment()));
        if (!spec.outputs().isEmpty()) {
            task.withOutputFiles(spec.outputs().stream().map(Requests::output).toList());
        }
        if (spec.maxWallClockTime() != null || spec.maxRetries() != 0) {
            TaskConstraints constraints = new TaskConstraints().withMaxTaskRetryCount(spec.maxRetries());
            task.withConstraints(
                    spec.maxWallClockTime() == null
                            ? constraints
                            : constraints.withMaxWallClockTime(period(spec.maxWallClockTime())));
        }
        return task;
    }

    private static OutputFile output(OutputSpec spec) {
        OutputFileBlobContainerDestination container = new OutputFileBlobContainerDestination()
                .withContainerUrl(spec.containerUrl())
                .withPath(spec.path());
        return new OutputFile()
                .withFilePattern(spec.pattern())
                .withDestination(new OutputFileDestination().withContainer(container))
                .withUploadOptions(
                        new OutputFileUploadOptions().withUploadCondition(OutputFileUploadCondition.TASK_COMPLETION));
    }

    private static List<ResourceFile> resources(List<ResourceSpec> specs) {
        return specs.stream()
                .map(spec -> new ResourceFile().withHttpUrl(spec.url()).withFilePath(spec.path()))
                .toList();
    }

    private static List<EnvironmentSetting> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting ->
                        new EnvironmentSetting().withName(setting.getKey()).withValue(setting.getValue()))
                .toList();
    }

    private static List<MetadataItem> metadata(Map<String, String> items) {
        return items.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(item -> new MetadataItem().withName(item.getKey()).withValue(item.getValue()))
                .toList();
    }

    private static Period period(Duration duration) {
        return Period.millis(0).withMillis(0).plusSeconds(Math.toIntExact(Math.max(1, duration.toSeconds())));
    }
}
