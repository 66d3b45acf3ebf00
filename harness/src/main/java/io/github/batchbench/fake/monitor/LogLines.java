package io.github.batchbench.fake.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.history.AccountEvent;
import io.github.batchbench.fake.history.EventKind;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.model.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The lines of Batch's diagnostic log: the envelope of Azure's resource logs, and the documented fields of each event.
 * Azure logs nothing of jobs, and a task that goes back to the queue only as its next start. Reads entities under their
 * lock.
 *
 * @param tenantId the directory's id
 * @param resourceId the id of an account by its name
 */
public record LogLines(String tenantId, UnaryOperator<String> resourceId) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The one that documented examples have. */
    private static final String VERSION = "2017-06-01";

    /** The line of an event, empty if Azure does not log it. */
    public Optional<String> line(String account, AccountEvent event) {
        ObjectNode properties = JSON.createObjectNode();
        if (event instanceof AccountEvent.OfPool of) {
            pool(properties, of);
        } else if (event instanceof AccountEvent.OfResize of) {
            resize(properties, of);
        } else if (event instanceof AccountEvent.OfFormula of) {
            formula(properties, of);
        } else if (event instanceof AccountEvent.OfTask of && of.kind() != EventKind.TASK_REQUEUE) {
            task(properties, of);
        } else {
            return Optional.empty();
        }
        ObjectNode line = JSON.createObjectNode()
                .put("Tenant", tenantId.replace("-", ""))
                .put("time", text(event.at()))
                .put("resourceId", resourceId.apply(account).toUpperCase(Locale.ROOT))
                .put("category", "ServiceLog")
                .put("operationName", event.kind().azureName())
                .put("operationVersion", VERSION)
                .set("properties", properties);
        try {
            return Optional.of(JSON.writeValueAsString(line));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pool(ObjectNode out, AccountEvent.OfPool event) {
        out.put("id", event.pool().id());
        switch (event.kind()) {
            case POOL_CREATE -> created(out, event.pool());
            case POOL_DELETE_COMPLETE -> {
                time(out, "startTime", event.since());
                time(out, "endTime", event.at());
            }
            default -> {
                // A deletion that begins has nothing but the id.
            }
        }
    }

    private static void created(ObjectNode out, Pool pool) {
        PoolSpec settings = pool.settings();
        Document spec = pool.spec();
        spec.string("displayName").ifPresent(name -> out.put("displayName", name));
        out.put("vmSize", settings.vmSize());
        out.put(
                "imageType",
                settings.usesCloudServices() ? "CloudServiceConfiguration" : "VirtualMachineConfiguration");
        spec.object("cloudServiceConfiguration").ifPresent(cloud -> {
            ObjectNode machine = out.putObject("cloudServiceConfiguration");
            copy(cloud, machine, "osFamily", "osFamily");
            copy(cloud, machine, "osVersion", "targetOsVersion");
        });
        settings.subnet()
                .ifPresent(subnet -> out.putObject("networkConfiguration").put("subnetId", subnet));
        settings.machine().ifPresent(machine -> {
            ObjectNode shown = out.putObject("virtualMachineConfiguration");
            ObjectNode image = shown.putObject("imageReference");
            for (String name : List.of("publisher", "offer", "sku", "version")) {
                copy(machine.image().json(), image, name, name);
            }
            shown.put("nodeAgentId", machine.nodeAgent());
        });
        out.put("resizeTimeout", String.valueOf(pool.resizeTimeout().toMillis()));
        out.put("targetDedicatedNodes", pool.target().dedicated());
        out.put("targetLowPriorityNodes", pool.target().lowPriority());
        out.put("taskSlotsPerNode", pool.slotsPerNode());
        out.put("vmFillType", settings.packsTasks() ? "Pack" : "Spread");
        out.put("enableAutoScale", pool.autoScales());
        out.put("enableInterNodeCommunication", settings.interNodeCommunication());
        out.put("isAutoPool", pool.isAutomatic());
    }

    private static void copy(Document from, ObjectNode to, String name, String as) {
        from.string(name).ifPresent(value -> to.put(as, value));
    }

    private static void resize(ObjectNode out, AccountEvent.OfResize event) {
        Pool pool = event.pool();
        PoolSize there = pool.current();
        out.put("id", pool.id());
        out.put("nodeDeallocationOption", event.option());
        out.put("currentDedicatedNodes", there.dedicated());
        out.put("targetDedicatedNodes", pool.target().dedicated());
        out.put("currentLowPriorityNodes", there.lowPriority());
        out.put("targetLowPriorityNodes", pool.target().lowPriority());
        out.put("enableAutoScale", pool.autoScales());
        out.put("isAutoPool", pool.isAutomatic());
        if (event.kind() == EventKind.POOL_RESIZE_COMPLETE) {
            time(out, "startTime", event.since());
            time(out, "endTime", event.at());
            Optional<ResizeError> error = pool.resizeErrors().stream().findFirst();
            out.put("resultCode", error.map(ResizeError::code).orElse("Success"));
            out.put("resultMessage", error.map(ResizeError::message).orElse("The operation succeeded"));
        }
    }

    private static void formula(ObjectNode out, AccountEvent.OfFormula event) {
        out.put("id", event.pool().id());
        time(out, "timestamp", event.run().timestamp());
        out.put("formula", event.pool().settings().formula().orElse(""));
        out.put("results", event.run().results());
        AutoScaleRun.FormulaError error = event.run().error();
        if (error != null) {
            ObjectNode shown = out.putObject("error").put("code", error.code()).put("message", error.message());
            ArrayNode values = shown.putArray("values");
            for (FailureInfo.Detail detail : error.values()) {
                values.addObject().put("name", detail.name()).put("value", detail.value());
            }
        }
    }

    private static void task(ObjectNode out, AccountEvent.OfTask event) {
        Job job = event.job();
        Task task = event.task();
        RunInfo run = task.run();
        boolean manages = job.settings()
                .manager()
                .map(JobSpec.Manager::id)
                .filter(task.id()::equalsIgnoreCase)
                .isPresent();
        out.put("jobId", job.id());
        out.put("id", task.id());
        out.put("taskType", manages ? "JobManager" : "User");
        // Azure's counter of its own tries, whose start nobody knows: here how often the task has begun before.
        out.put("systemTaskVersion", run.retryCount() + run.requeueCount());
        out.put("requiredSlots", task.requiredSlots());
        out.putObject("nodeInfo")
                .put("poolId", event.poolId())
                .put("nodeId", event.nodeId() == null ? "" : event.nodeId());
        out.putObject("multiInstanceSettings").put("numberOfInstances", Math.max(1, task.instances()));
        out.putObject("constraints").put("maxTaskRetryCount", task.settings().retries());
        FailureInfo missed = event.notScheduled();
        if (missed != null) {
            out.putObject("schedulingError")
                    .put("category", missed.category().wireName())
                    .put("code", missed.code())
                    .put("message", missed.message());
            return;
        }
        ObjectNode execution = out.putObject("executionInfo");
        if (event.kind() != EventKind.TASK_START) {
            time(execution, "startTime", run.startTime());
            time(execution, "endTime", run.endTime());
            Integer exitCode = run.exitCode();
            if (exitCode != null) {
                execution.put("exitCode", exitCode);
            }
        }
        execution.put("retryCount", run.retryCount());
        if (event.kind() != EventKind.TASK_START) {
            execution.put("requeueCount", run.requeueCount());
        }
    }

    private static void time(ObjectNode out, String name, @Nullable Instant at) {
        if (at != null) {
            out.put(name, text(at));
        }
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
