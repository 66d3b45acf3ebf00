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
 * The lines of Batch's diagnostic log: the envelope of Azure's resource logs, and the fields of each event that its page
 * documents (as of August 2026). Azure logs nothing of jobs. Its event of preparation, release and start tasks is left out:
 * neither its name nor most of its values are documented. Reads entities under their lock.
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
        } else if (event instanceof AccountEvent.OfTask of) {
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
        // The documented pool of virtual machines has it, too, with empty texts.
        Document cloud = spec.object("cloudServiceConfiguration").orElse(Document.EMPTY);
        out.putObject("cloudServiceConfiguration")
                .put("osFamily", cloud.string("osFamily").orElse(""))
                .put("targetOsVersion", cloud.string("osVersion").orElse(""));
        settings.subnet()
                .ifPresent(subnet -> out.putObject("networkConfiguration").put("subnetId", subnet));
        settings.machine().ifPresent(machine -> {
            ObjectNode shown = out.putObject("virtualMachineConfiguration");
            ObjectNode image = shown.putObject("imageReference");
            for (String name : List.of("publisher", "offer", "sku", "version")) {
                copy(machine.image().json(), image, name, name);
            }
            shown.put("nodeAgentId", machine.nodeAgent());
            machine.json()
                    .object("windowsConfiguration")
                    .ifPresent(windows -> shown.putObject("windowsConfiguration")
                            .put("enableAutomaticUpdates", windows.flag("enableAutomaticUpdates", true)));
        });
        out.put("resizeTimeout", String.valueOf(pool.resizeTimeout().toMillis()));
        out.put("targetDedicatedNodes", pool.target().dedicated());
        out.put("targetLowPriorityNodes", pool.target().lowPriority());
        out.put("maxTasksPerNode", pool.slotsPerNode());
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
            details(shown, "values", error.values());
        }
    }

    private static void details(ObjectNode out, String name, List<FailureInfo.Detail> details) {
        ArrayNode shown = out.putArray(name);
        for (FailureInfo.Detail detail : details) {
            shown.addObject().put("name", detail.name()).put("value", detail.value());
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
        switch (event.kind()) {
            case TASK_SCHEDULE_FAIL -> error(out, event.notScheduled());
            case TASK_START ->
                time(out.putObject("executionInfo").put("retryCount", run.retryCount()), "scheduledTime", event.at());
            case TASK_REQUEUE -> left(out.putObject("executionInfo"), event);
            default -> ended(out.putObject("executionInfo"), task);
        }
    }

    /** No error is known of a run that was broken off. */
    private static void left(ObjectNode out, AccountEvent.OfTask event) {
        if (event.left() != null) {
            time(out, "startTime", event.left());
            time(out, "endTime", event.at());
        }
        out.put("retryCount", event.task().run().retryCount());
        out.put("requeueCount", event.task().run().requeueCount());
    }

    private static void ended(ObjectNode out, Task task) {
        RunInfo run = task.run();
        time(out, "startTime", run.startTime());
        time(out, "endTime", run.endTime());
        out.put("exitCode", run.exitCode());
        out.put("retryCount", run.retryCount());
        out.put("requeueCount", run.requeueCount());
        out.put("result", task.succeeded() ? "Success" : "Failure");
        error(out, run.failure());
    }

    /** As documented, a success has an error of empty texts. */
    private static void error(ObjectNode out, @Nullable FailureInfo why) {
        ObjectNode shown = out.putObject("schedulingError")
                .put("category", why == null ? "" : why.category().wireName())
                .put("code", why == null ? "" : why.code())
                .put("message", why == null ? "" : why.message());
        details(shown, "details", why == null ? List.of() : why.details());
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
