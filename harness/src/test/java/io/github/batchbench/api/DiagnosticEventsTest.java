package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.monitor.LogLines;
import io.github.batchbench.fake.state.Deallocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bodies of Batch's diagnostic events: each field, and no other, that its page of Azure's documentation has. */
class DiagnosticEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeAzure azure =
            FakeAzure.start(FakeAzureOptions.defaults().withVirtualTimeFrom(Instant.parse("2026-11-23T08:00:00Z")));
    private final List<JsonNode> lines = new ArrayList<>();

    @BeforeEach
    void listen() {
        LogLines log = new LogLines(azure.authority().tenantId(), azure.management()::resourceId);
        azure.onEvent((account, event) -> log.line(account, event).ifPresent(line -> lines.add(json(line))));
        azure.scripts().everything().play(Script.exits(0).after(MINUTE));
    }

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void aLineHasTheEnvelopeOfResourceLogs() {
        azure.batch().pools().add(pool(0));

        ObjectNode line = (ObjectNode) lines.get(0);
        line.remove("properties");
        assertThat(line).isEqualTo(json("""
                                {"Tenant": "000000000000000000000000000000bb", "time": "2026-11-23T08:00:00Z",
                                 "resourceId": "/SUBSCRIPTIONS/00000000-0000-0000-0000-0000000000DD/RESOURCEGROUPS/BATCHBENCH\
                                /PROVIDERS/MICROSOFT.BATCH/BATCHACCOUNTS/BATCHBENCH",
                                 "category": "ServiceLog", "operationName": "PoolCreateEvent", "operationVersion": "2017-06-01"}"""));
    }

    @Test
    void aPoolOfVirtualMachinesIsMade() {
        Document image = Document.of("publisher", "microsoftwindowsserver")
                .with("offer", "windowsserver")
                .with("sku", "2022-datacenter")
                .with("version", "latest");
        azure.batch()
                .pools()
                .add(pool(1).with("displayName", "Production Pool")
                        .with("targetLowPriorityNodes", 2L)
                        .with("taskSlotsPerNode", 4L)
                        .with("taskSchedulingPolicy", Document.of("nodeFillType", "pack"))
                        .with("networkConfiguration", Document.of("subnetId", "/a/subnet"))
                        .with(
                                "virtualMachineConfiguration",
                                Document.of("imageReference", image)
                                        .with("nodeAgentSKUId", "batch.node.windows amd64")
                                        .with("windowsConfiguration", Document.of("enableAutomaticUpdates", false))));

        assertThat(bodies("PoolCreateEvent")).containsExactly(json("""
                                {"id": "p", "displayName": "Production Pool", "vmSize": "Standard_D4s_v3",
                                 "imageType": "VirtualMachineConfiguration",
                                 "cloudServiceConfiguration": {"osFamily": "", "targetOsVersion": ""},
                                 "networkConfiguration": {"subnetId": "/a/subnet"},
                                 "virtualMachineConfiguration": {
                                   "imageReference": {"publisher": "microsoftwindowsserver", "offer": "windowsserver",
                                     "sku": "2022-datacenter", "version": "latest"},
                                   "nodeAgentId": "batch.node.windows amd64",
                                   "windowsConfiguration": {"enableAutomaticUpdates": false}},
                                 "resizeTimeout": "900000", "targetDedicatedNodes": 1, "targetLowPriorityNodes": 2,
                                 "maxTasksPerNode": 4, "taskSlotsPerNode": 4, "vmFillType": "Pack", "enableAutoScale": false,
                                 "enableInterNodeCommunication": false, "isAutoPool": false}"""));
    }

    @Test
    void aPoolOfCloudServicesIsMade() {
        azure.batch()
                .pools()
                .add(pool(0).with(
                                "cloudServiceConfiguration",
                                Document.of("osFamily", "6").with("osVersion", "*")));

        JsonNode made = bodies("PoolCreateEvent").get(0);
        assertThat(made.path("imageType").asText()).isEqualTo("CloudServiceConfiguration");
        assertThat(made.path("cloudServiceConfiguration"))
                .isEqualTo(json("{\"osFamily\": \"6\", \"targetOsVersion\": \"*\"}"));
        assertThat(made.has("virtualMachineConfiguration")).isFalse();
    }

    @Test
    void aPoolGrowsAndGoes() {
        azure.batch().pools().add(pool(1));
        azure.clock().advance(MINUTE);

        assertThat(bodies("PoolResizeStartEvent")).containsExactly(json("""
                                {"id": "p", "nodeDeallocationOption": "invalid", "currentDedicatedNodes": 0,
                                 "targetDedicatedNodes": 1, "currentLowPriorityNodes": 0, "targetLowPriorityNodes": 0,
                                 "enableAutoScale": false, "isAutoPool": false}"""));
        assertThat(bodies("PoolResizeCompleteEvent")).containsExactly(json("""
                                {"id": "p", "nodeDeallocationOption": "invalid", "currentDedicatedNodes": 1,
                                 "targetDedicatedNodes": 1, "currentLowPriorityNodes": 0, "targetLowPriorityNodes": 0,
                                 "enableAutoScale": false, "isAutoPool": false, "startTime": "2026-11-23T08:00:00Z",
                                 "endTime": "2026-11-23T08:00:00.020Z", "resultCode": "Success",
                                 "resultMessage": "The operation succeeded"}"""));

        azure.batch().pools().delete("p");
        azure.clock().advance(MINUTE);

        assertThat(bodies("PoolDeleteStartEvent")).containsExactly(json("{\"id\": \"p\"}"));
        assertThat(bodies("PoolDeleteCompleteEvent")).singleElement().satisfies(gone -> {
            assertThat(gone.fieldNames()).toIterable().containsExactly("id", "startTime", "endTime");
            assertThat(gone.path("startTime").asText()).isEqualTo("2026-11-23T08:01:00Z");
            assertThat(Instant.parse(gone.path("endTime").asText())).isAfter(Instant.parse("2026-11-23T08:01:00Z"));
        });
    }

    @Test
    void aFormulaThatFailsSaysWhy() {
        azure.batch()
                .pools()
                .add(Document.of("id", "p")
                        .with("vmSize", "Standard_D4s_v3")
                        .with("enableAutoScale", true)
                        .with("autoScaleFormula", "$TargetDedicatedNodes = $RunningTasks.GetSample(1);"));

        assertThat(bodies("PoolAutoScaleEvent")).first().satisfies(evaluated -> {
            assertThat(evaluated.fieldNames())
                    .toIterable()
                    .containsExactly("id", "timestamp", "formula", "results", "error");
            assertThat(evaluated.path("timestamp").asText()).isEqualTo("2026-11-23T08:00:00Z");
            assertThat(evaluated.path("formula").asText()).startsWith("$TargetDedicatedNodes = ");
            JsonNode error = evaluated.path("error");
            assertThat(error.fieldNames()).toIterable().containsExactly("code", "message", "values");
            assertThat(error.path("values"))
                    .allSatisfy(
                            value -> assertThat(value.fieldNames()).toIterable().containsExactly("name", "value"));
            assertThat(error.path("values")).isNotEmpty();
        });
    }

    @Test
    void aTaskStartsIsTriedAgainAndFails() {
        azure.scripts().task("t").play(Script.exits(3).after(MINUTE));
        begin(Document.of("constraints", Document.of("maxTaskRetryCount", 1L)).with("requiredSlots", 1L));
        azure.clock().advance(Duration.ofMinutes(5));

        assertThat(bodies("TaskStartEvent"))
                .containsExactly(
                        task(0, 1, execution("\"retryCount\": 0, \"scheduledTime\": \"2026-11-23T08:00:00.025Z\"")),
                        task(1, 1, execution("\"retryCount\": 1, \"scheduledTime\": \"2026-11-23T08:01:00.025Z\"")));
        JsonNode ended = task(1, 1, """
                "executionInfo": {"startTime": "2026-11-23T08:01:00.025Z", "endTime": "2026-11-23T08:02:00.025Z", "exitCode": 3,
                 "retryCount": 1, "requeueCount": 0, "result": "Failure",
                 "schedulingError": {"category": "UserError", "code": "FailureExitCode",
                   "message": "The task exited with an exit code representing a failure",
                   "details": [{"name": "Message", "value": "The task process exited with an unexpected exit code"},
                     {"name": "AdditionalErrorCode", "value": "FailureExitCode"}]}}""");
        assertThat(bodies("TaskCompleteEvent")).containsExactly(ended);
        assertThat(bodies("TaskFailEvent")).containsExactly(ended);
    }

    @Test
    void aTaskSucceedsWithAnErrorOfEmptyTexts() {
        begin(Document.EMPTY);
        azure.clock().advance(Duration.ofMinutes(5));

        assertThat(bodies("TaskCompleteEvent")).containsExactly(task(0, 0, """
                                "executionInfo": {"startTime": "2026-11-23T08:00:00.025Z", "endTime": "2026-11-23T08:01:00.025Z", "exitCode": 0,
                                 "retryCount": 0, "requeueCount": 0, "result": "Success",
                                 "schedulingError": {"category": "", "code": "", "message": "", "details": []}}"""));
        assertThat(bodies("TaskFailEvent")).isEmpty();
    }

    @Test
    void aTaskThatNeverRanHasNoExitCode() {
        begin(Document.EMPTY);
        azure.batch().tasks().terminate("j", "t");

        JsonNode execution = bodies("TaskFailEvent").get(0).path("executionInfo");
        assertThat(execution.path("exitCode").isNull()).isTrue();
        assertThat(execution.has("startTime")).isFalse();
        assertThat(execution.path("result").asText()).isEqualTo("Failure");
    }

    @Test
    void aTaskLosesItsNodeAndGoesBackToTheQueue() {
        begin(Document.EMPTY);
        azure.clock().advance(Duration.ofSeconds(30));
        azure.batch().pools().resize("p", new PoolSize(0, 0), Duration.ofMinutes(15), Deallocation.REQUEUE);
        azure.clock().advance(MINUTE);

        assertThat(bodies("TaskRequeueEvent")).containsExactly(task(1, 0, """
                                "executionInfo": {"startTime": "2026-11-23T08:00:00.025Z", "endTime": "2026-11-23T08:00:30.020Z",
                                 "retryCount": 0, "requeueCount": 1}"""));
        assertThat(bodies("PoolResizeStartEvent")
                        .get(1)
                        .path("nodeDeallocationOption")
                        .asText())
                .isEqualTo("requeue");
    }

    @Test
    void aTaskCannotStartWhereItsJobCouldNotBePrepared() {
        azure.scripts().commandLine("prepare").play(Script.exits(1));
        azure.batch().pools().add(pool(1));
        azure.batch()
                .jobs()
                .add(Document.of("id", "j")
                        .with("poolInfo", Document.of("poolId", "p"))
                        .with("jobPreparationTask", Document.of("id", "prep").with("commandLine", "prepare")));
        azure.batch().tasks().add("j", Document.of("id", "t").with("commandLine", "true"));
        azure.clock().advance(Duration.ofSeconds(1));

        assertThat(bodies("TaskScheduleFailEvent")).first().isEqualTo(task(0, 0, """
                                "schedulingError": {"category": "UserError", "code": "JobPreparationTaskFailed",
                                  "message": "Task cannot run because the job preparation task failed on node", "details": []}"""));
    }

    private void begin(Document more) {
        azure.batch().pools().add(pool(1));
        azure.batch().jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        azure.batch().tasks().add("j", more.with("id", "t").with("commandLine", "true"));
    }

    private static Document pool(long nodes) {
        return Document.of("id", "p").with("vmSize", "Standard_D4s_v3").with("targetDedicatedNodes", nodes);
    }

    /** The documented body of a task's event. */
    private JsonNode task(int version, int retries, String rest) {
        return json("""
                {"jobId": "j", "id": "t", "taskType": "User", "systemTaskVersion": %d, "requiredSlots": 1,
                 "nodeInfo": {"poolId": "p", "nodeId": "%s"}, "multiInstanceSettings": {"numberOfInstances": 1},
                 "constraints": {"maxTaskRetryCount": %d}, %s}""".formatted(version, node(), retries, rest));
    }

    private static String execution(String fields) {
        return "\"executionInfo\": {" + fields + "}";
    }

    /** The one node that tasks have been on. */
    private String node() {
        return lines.stream()
                .map(line -> line.at("/properties/nodeInfo/nodeId").asText())
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> bodies(String operation) {
        return lines.stream()
                .filter(line -> line.path("operationName").asText().equals(operation))
                .map(line -> line.path("properties"))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
