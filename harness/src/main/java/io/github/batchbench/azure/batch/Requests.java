package io.github.batchbench.azure.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.azure.http.BatchRest;
import io.github.batchbench.azure.model.Image;
import io.github.batchbench.azure.model.JobSpec;
import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.model.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kit's specifications as the service's request bodies. */
final class Requests {
    private Requests() {}

    private static ObjectNode object() {
        return BatchRest.JSON.createObjectNode();
    }

    private static <T> ArrayNode list(List<T> items, Function<T, JsonNode> item) {
        ArrayNode list = BatchRest.JSON.createArrayNode();
        items.forEach(each -> list.add(item.apply(each)));
        return list;
    }

    static JsonNode pool(PoolSpec spec) {
        ObjectNode pool =
                object().put("id", spec.id()).put("vmSize", spec.vmSize()).put("taskSlotsPerNode", spec.slotsPerNode());
        pool.set("virtualMachineConfiguration", machine(spec.image()));
        pool.set("metadata", pairs(spec.metadata()));
        if (spec.startTask() != null) {
            pool.set("startTask", startTask(spec.startTask()));
        }
        if (spec.subnetId() != null) {
            pool.putObject("networkConfiguration").put("subnetId", spec.subnetId());
        }
        return size(pool, spec.nodes(), spec.expires());
    }

    private static JsonNode size(ObjectNode pool, PoolSpec.Nodes nodes, @Nullable Instant expires) {
        if (expires != null) {
            return pool.put("enableAutoScale", true)
                    .put("autoScaleFormula", formula(nodes, expires))
                    .put("autoScaleEvaluationInterval", PoolSpec.EVALUATION_INTERVAL.toString());
        }
        return pool.put("targetDedicatedNodes", nodes.dedicated()).put("targetLowPriorityNodes", nodes.spot());
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

    private static JsonNode machine(Image image) {
        ObjectNode machine = object().put("nodeAgentSKUId", image.nodeAgent());
        machine.putObject("imageReference")
                .put("publisher", image.publisher())
                .put("offer", image.offer())
                .put("sku", image.sku())
                .put("version", image.version());
        return machine;
    }

    private static JsonNode startTask(PoolSpec.StartTask spec) {
        ObjectNode task = object().put("commandLine", spec.commandLine()).put("waitForSuccess", true);
        task.set("resourceFiles", resources(spec.resources()));
        task.putObject("userIdentity")
                .putObject("autoUser")
                .put("scope", "pool")
                .put("elevationLevel", spec.elevated() ? "admin" : "nonadmin");
        return task;
    }

    static JsonNode job(JobSpec spec) {
        ObjectNode job = object().put("id", spec.id());
        job.putObject("poolInfo").put("poolId", spec.poolId());
        job.set("metadata", pairs(spec.metadata()));
        if (spec.maxWallClockTime() != null) {
            job.putObject("constraints").put("maxWallClockTime", duration(spec.maxWallClockTime()));
        }
        return job;
    }

    static JsonNode task(TaskSpec spec) {
        ObjectNode task = object().put("id", spec.id()).put("commandLine", spec.commandLine());
        task.set("resourceFiles", resources(spec.resources()));
        task.set("environmentSettings", pairs(spec.environment()));
        if (!spec.outputs().isEmpty()) {
            task.set("outputFiles", list(spec.outputs(), Requests::output));
        }
        if (spec.maxWallClockTime() != null || spec.maxRetries() != 0) {
            ObjectNode constraints = task.putObject("constraints").put("maxTaskRetryCount", spec.maxRetries());
            if (spec.maxWallClockTime() != null) {
                constraints.put("maxWallClockTime", duration(spec.maxWallClockTime()));
            }
        }
        return task;
    }

    private static JsonNode output(TaskSpec.Output spec) {
        ObjectNode output = object().put("filePattern", spec.pattern());
        output.putObject("destination")
                .putObject("container")
                .put("containerUrl", spec.containerUrl())
                .put("path", spec.path());
        output.putObject("uploadOptions").put("uploadCondition", "taskcompletion");
        return output;
    }

    private static ArrayNode resources(List<TaskSpec.Resource> specs) {
        return list(specs, spec -> object().put("httpUrl", spec.url()).put("filePath", spec.path()));
    }

    /** Environment settings and metadata, by name. */
    private static ArrayNode pairs(Map<String, String> pairs) {
        return list(
                pairs.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList(),
                pair -> object().put("name", pair.getKey()).put("value", pair.getValue()));
    }

    /** In whole seconds, and not none. */
    private static String duration(Duration duration) {
        return Duration.ofSeconds(Math.max(1, duration.toSeconds())).toString();
    }
}
