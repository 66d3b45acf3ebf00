package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * API 2025-06-01: each of its 72 operations is called once, and what it did is read back. The bodies are those of its
 * published examples where there is one.
 */
class CurrentVersionOperationsTest {
    private static final String MACHINE = """
            "vmSize":"Standard_D2ds_v5","virtualMachineConfiguration":{"nodeAgentSKUId":"batch.node.ubuntu 24.04",
             "imageReference":{"publisher":"canonical","offer":"ubuntu-24_04-lts","sku":"server"}%s}""";
    private static final String POOL = "{\"id\":\"pool\","
            + MACHINE.formatted(
                    ",\"extensions\":[{\"name\":\"health\",\"publisher\":\"p\",\"type\":\"t\",\"settings\":{\"a\":\"1\"}}]")
            + ",\"targetDedicatedNodes\":2}";
    private static final String JOB = "{\"id\":\"job\",\"poolInfo\":{\"poolId\":\"pool\"},"
            + "\"jobPreparationTask\":{\"commandLine\":\"true\"}}";

    private final Service service = new Service();
    private final Caller caller = service.caller.version(ApiVersion.CURRENT.text());
    private final Set<String> called = new TreeSet<>();

    @AfterEach
    void close() {
        service.close();
    }

    private static List<Operation> operations() {
        return Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.CURRENT))
                .toList();
    }

    /** Calls an operation and asks for the status of its success. */
    private Caller.Result call(String method, String path, String body) {
        String plain = path.replaceFirst("\\?.*", "");
        Operation operation = Operations.match(
                        new Request(method, plain, "", Headers.NONE, Content.EMPTY), ApiVersion.CURRENT)
                .operation();
        Caller.Result answer = caller.send(method, path, body);
        assertThat(answer.status()).as(operation.id() + ": " + answer.text()).isEqualTo(operation.success());
        called.add(operation.id());
        return answer;
    }

    private Document get(String path) {
        return call("GET", path, "").json();
    }

    private static Document at(Document document, String... path) {
        Document found = document;
        for (String name : path) {
            found = found.object(name).orElseThrow(() -> new AssertionError("no " + name + " in " + document));
        }
        return found;
    }

    private void pass() {
        service.advance(Duration.ofMinutes(3));
    }

    @Test
    void allItsOperationsCanBeCalledAndReadBack() {
        service.account.applications().put("tool", "1.0");
        pools();
        String node = nodes();
        jobs();
        tasks(node);
        schedules();
        call("DELETE", "/jobs/job?force=true", "");
        pass();
        call("DELETE", "/pools/pool", "");
        pass();
        assertThat(caller.get("/pools/pool").code()).isEqualTo("PoolNotFound");

        Set<String> all = new TreeSet<>(operations().stream().map(Operation::id).toList());
        assertThat(all).hasSize(72);
        assertThat(called).isEqualTo(all);
    }

    private void pools() {
        assertThat(get("/supportedimages").objects("value")).isNotEmpty();
        assertThat(get("/applications").objects("value")).hasSize(1);
        assertThat(get("/applications/tool").strings("versions")).containsExactly("1.0");
        call("POST", "/pools", POOL);
        call("HEAD", "/pools/pool", "");
        pass();
        assertThat(get("/pools/pool").number("currentDedicatedNodes")).contains(2L);
        assertThat(get("/pools").objects("value")).hasSize(1);
        assertThat(at(get("/nodecounts").objects("value").get(0), "dedicated").number("idle"))
                .contains(2L);
        call("PATCH", "/pools/pool", "{\"metadata\":[{\"name\":\"a\",\"value\":\"b\"}]}");
        assertThat(get("/pools/pool").objects("metadata").get(0).string("value"))
                .contains("b");
        call(
                "POST",
                "/pools/pool/updateproperties",
                "{\"startTask\":{\"commandLine\":\"true\"},\"applicationPackageReferences\":[],\"metadata\":[]}");
        assertThat(at(get("/pools/pool"), "startTask").string("commandLine")).contains("true");
        assertThat(get("/pools/pool").properties())
                .doesNotContainKeys("certificateReferences", "targetNodeCommunicationMode", "metadata");
        call("POST", "/pools/pool/resize", "{\"targetDedicatedNodes\":3}");
        call("POST", "/pools/pool/stopresize", "");
        pass();
        call("POST", "/pools/pool/enableautoscale", "{\"autoScaleFormula\":\"$TargetDedicatedNodes=3\"}");
        assertThat(call("POST", "/pools/pool/evaluateautoscale", "{\"autoScaleFormula\":\"$TargetDedicatedNodes=7\"}")
                        .json()
                        .string("results")
                        .orElse(""))
                .startsWith("$TargetDedicatedNodes=7;");
        call("POST", "/pools/pool/disableautoscale", "");
        pass();
        assertThat(get("/pools/pool").number("currentDedicatedNodes")).contains(3L);
        service.advance(Duration.ofHours(1));
        assertThat(get("/poolusagemetrics?startTime=2026-11-23T00:00:00Z&timeOut=60")
                        .objects("value"))
                .isNotEmpty();
    }

    private String nodes() {
        List<Document> nodes = get("/pools/pool/nodes").objects("value");
        String first = nodes.get(0).string("id").orElseThrow();
        call("POST", "/pools/pool/removenodes", "{\"nodeList\":[\"" + first + "\"]}");
        pass();
        assertThat(get("/pools/pool/nodes").objects("value")).hasSize(2);
        String id = nodes.get(1).string("id").orElseThrow();
        String node = "/pools/pool/nodes/" + id;
        assertThat(get(node).properties())
                .containsKeys(
                        "state",
                        "stateTransitionTime",
                        "lastBootTime",
                        "allocationTime",
                        "ipAddress",
                        "affinityId",
                        "vmSize",
                        "totalTasksRun",
                        "virtualMachineInfo");
        call("POST", node + "/users", "{\"name\":\"user\",\"password\":\"pass\"}");
        call("PUT", node + "/users/user", "{\"password\":\"other\"}");
        call("DELETE", node + "/users/user", "");
        call("POST", node + "/disablescheduling", "");
        assertThat(get(node).string("schedulingState")).contains("disabled");
        call("POST", node + "/enablescheduling", "");
        assertThat(get(node).string("schedulingState")).contains("enabled");
        call("POST", node + "/reboot", "");
        assertThat(get(node).string("state")).contains("rebooting");
        pass();
        call("POST", node + "/reimage", "{\"nodeReimageOption\":\"terminate\"}");
        pass();
        call("POST", node + "/deallocate", "{\"nodeDeallocateOption\":\"terminate\"}");
        pass();
        assertThat(get(node).string("state")).contains("deallocated");
        call("POST", node + "/start", "");
        pass();
        assertThat(get(node).string("state")).contains("idle");
        assertThat(get(node + "/remoteloginsettings").number("remoteLoginPort").orElse(0L))
                .isPositive();
        call(
                "POST",
                node + "/uploadbatchservicelogs",
                "{\"containerUrl\":\"https://example.org/logs\",\"startTime\":\"2026-11-23T00:00:00Z\"}");
        assertThat(get(node + "/extensions").objects("value"))
                .as("the pool's, and the service's own (recorded)")
                .extracting(extension -> extension
                        .object("vmExtension")
                        .orElseThrow()
                        .string("name")
                        .orElse(""))
                .containsExactlyInAnyOrder("health", "batchNodeExtension");
        assertThat(get(node + "/extensions/health").string("provisioningState")).contains("Succeeded");
        return node;
    }

    private void jobs() {
        call("POST", "/jobs", JOB);
        assertThat(get("/jobs/job").properties())
                .containsKeys(
                        "id",
                        "url",
                        "eTag",
                        "lastModified",
                        "creationTime",
                        "state",
                        "stateTransitionTime",
                        "poolInfo");
        assertThat(get("/jobs").objects("value")).hasSize(1);
        call("PATCH", "/jobs/job", "{\"priority\":7}");
        assertThat(get("/jobs/job").number("priority")).contains(7L);
        call("POST", "/jobs/job/disable", "{\"disableTasks\":\"terminate\"}");
        pass();
        assertThat(get("/jobs/job").string("state")).contains("disabled");
        String whole =
                "{\"id\":\"job\",\"state\":\"active\",\"creationTime\":\"2020-01-01T00:00:00Z\",\"executionInfo\":{},"
                        + "\"priority\":100,\"poolInfo\":{\"poolId\":\"pool\"},\"jobManagerTask\":{\"id\":\"m\",\"commandLine\":\"x\"}}";
        call("PUT", "/jobs/job", whole);
        assertThat(get("/jobs/job").number("priority")).contains(100L);
        assertThat(get("/jobs/job").has("jobManagerTask")).as("read-only").isFalse();
        call("POST", "/jobs/job/enable", "");
        pass();
        assertThat(get("/jobs/job").string("state")).contains("active");
    }

    private void tasks(String node) {
        call("POST", "/jobs/job/tasks", "{\"id\":\"one\",\"commandLine\":\"true\"}");
        Document added = call(
                        "POST",
                        "/jobs/job/addtaskcollection",
                        "{\"value\":[{\"id\":\"two\",\"commandLine\":\"exit 1\"},{\"id\":\"three\",\"commandLine\":\"true\"}]}")
                .json();
        assertThat(added.objects("value"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.properties())
                        .containsKeys("status", "taskId", "eTag", "lastModified", "location"));
        call(
                "PUT",
                "/jobs/job/tasks/one",
                "{\"id\":\"one\",\"state\":\"active\",\"constraints\":{\"maxTaskRetryCount\":2}}");
        assertThat(at(get("/jobs/job/tasks/one"), "constraints").number("maxTaskRetryCount"))
                .contains(2L);
        pass();
        assertThat(at(get("/jobs/job/tasks/two"), "executionInfo").number("exitCode"))
                .contains(1L);
        assertThat(get("/jobs/job/tasks").objects("value")).hasSize(3);
        assertThat(at(get("/jobs/job/taskcounts"), "taskCounts").number("failed"))
                .contains(1L);
        assertThat(get("/jobs/job/tasks/one/subtasksinfo").objects("value")).isEmpty();
        assertThat(get("/jobs/job/jobpreparationandreleasetaskstatus").objects("value"))
                .isNotEmpty();
        files("/jobs/job/tasks/one/files", "stdout.txt");
        String ran = at(get("/jobs/job/tasks/one"), "nodeInfo").string("nodeId").orElseThrow();
        files(
                "/pools/pool/nodes/" + ran + "/files",
                "workitems/job/job-1/three/stdout.txt",
                "workitems/job/job-1/one/stderr.txt");
        call("POST", "/jobs/job/tasks/two/reactivate", "");
        call("POST", "/jobs/job/tasks/two/terminate", "");
        assertThat(get("/jobs/job/tasks/two").string("state")).contains("completed");
        call("DELETE", "/jobs/job/tasks/two", "");
        assertThat(caller.get("/jobs/job/tasks/two").code()).isEqualTo("TaskNotFound");
        call("POST", "/jobs/job/terminate", "{\"terminateReason\":\"User supplied termination reason\"}");
        pass();
        assertThat(at(get("/jobs/job"), "executionInfo").string("terminateReason"))
                .contains("User supplied termination reason");
        assertThat(node).isNotEmpty();
    }

    /** The first of the files that is there, which depends on the node that the tasks ran on. */
    private void files(String folder, String... candidates) {
        String file = folder + "/"
                + Stream.of(candidates)
                        .filter(name ->
                                caller.send("HEAD", folder + "/" + name, "").status() == 200)
                        .findFirst()
                        .orElseThrow();
        assertThat(get(folder + "?recursive=true").objects("value")).isNotEmpty();
        Caller.Result properties = call("HEAD", file, "");
        assertThat(properties.header("ocp-batch-file-isdirectory")).isEqualToIgnoringCase("false");
        assertThat(call("GET", file, "").header("Last-Modified")).isNotEmpty();
        call("DELETE", file, "");
        assertThat(caller.send("HEAD", file, "").status()).isEqualTo(404);
    }

    private void schedules() {
        String specification =
                "\"schedule\":{\"recurrenceInterval\":\"PT1H\"},\"jobSpecification\":{\"poolInfo\":{\"poolId\":\"pool\"}}";
        call("POST", "/jobschedules", "{\"id\":\"schedule\"," + specification + "}");
        pass();
        call("HEAD", "/jobschedules/schedule", "");
        assertThat(get("/jobschedules").objects("value")).hasSize(1);
        assertThat(get("/jobschedules/schedule/jobs").objects("value")).hasSize(1);
        call("PATCH", "/jobschedules/schedule", "{\"metadata\":[{\"name\":\"a\",\"value\":\"b\"}]}");
        assertThat(get("/jobschedules/schedule").objects("metadata")).hasSize(1);
        call("PUT", "/jobschedules/schedule", "{\"id\":\"schedule\",\"state\":\"active\"," + specification + "}");
        assertThat(get("/jobschedules/schedule").has("metadata")).isFalse();
        call("POST", "/jobschedules/schedule/disable", "");
        assertThat(get("/jobschedules/schedule").string("state")).contains("disabled");
        call("POST", "/jobschedules/schedule/enable", "");
        call("POST", "/jobschedules/schedule/terminate?force=true", "");
        pass();
        assertThat(get("/jobschedules/schedule").string("state")).contains("completed");
        call("DELETE", "/jobschedules/schedule?force=true", "");
        pass();
        assertThat(caller.get("/jobschedules/schedule").code()).isEqualTo("JobScheduleNotFound");
    }
}
