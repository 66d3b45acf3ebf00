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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * API 2025-06-01: each of its 72 operations, what it has and what it has no more. The bodies are those of its published
 * examples where there is one.
 */
class CurrentVersionTest {
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
        call("PATCH", "/pools/pool", "{\"displayName\":\"patched\",\"metadata\":[{\"name\":\"a\",\"value\":\"b\"}]}");
        assertThat(get("/pools/pool").string("displayName")).contains("patched");
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
        assertThat(get(node + "/extensions").objects("value")).hasSize(1);
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

    private static String path(Operation operation) {
        String path = operation.path().pattern().replace("\\Q", "").replace("\\E", "");
        return path.replace("(.+)", "nosuch").replace("([^/,()]+)", "nosuch");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachRefusesWhatItDoesNotKnow(Operation operation) {
        String path = path(operation);

        Caller.Result query = caller.send(operation.method(), path + "?colour=red", "");
        assertThat(query.status()).isEqualTo(400);
        if (!operation.method().equals("HEAD")) {
            assertThat(query.code()).isEqualTo("UnsupportedQueryParameter");
        }
        if (!operation.body().isEmpty()) {
            assertThat(caller.send(operation.method(), path, "{\"colour\":\"red\"}")
                            .code())
                    .isEqualTo("InvalidRequestBody");
        }
        if (path.contains("nosuch") && !operation.bodyRequired()) {
            Caller.Result missing = caller.send(operation.method(), path, "");
            assertThat(missing.status()).as(operation.id()).isEqualTo(404);
            if (!operation.method().equals("HEAD")) {
                assertThat(missing.code()).endsWith("NotFound");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificateReferences | []",
                "targetNodeCommunicationMode | \"simplified\"",
                "resourceTags | {\"a\":\"b\"}",
                "cloudServiceConfiguration | {\"osFamily\":\"4\"}",
                "applicationLicenses | [\"maya\"]",
            })
    void aPoolNoLongerHasWhatWasRemoved(String name, String value) {
        Caller.Result refused =
                caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("") + ",\"" + name + "\":" + value + "}");

        assertThat(refused.code()).isEqualTo("InvalidRequestBody");
        assertThat(refused.text()).contains("'" + name + "' does not exist on type");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /jobs/job?forceAfterSeconds=1",
        "DELETE, /jobschedules/s?forceAfterSeconds=1",
    })
    void forceIsAFlagNow(String method, String path) {
        assertThat(caller.send(method, path, "").code()).isEqualTo("UnsupportedQueryParameter");
        assertThat(service.caller.send(method, path, "").status()).as("in 2024").isEqualTo(404);
        assertThat(caller.post("/jobs/job/terminate", "{\"forceAfterSeconds\":1}")
                        .code())
                .isEqualTo("InvalidRequestBody");
    }

    @ParameterizedTest
    @CsvSource({"timeOut=60", "timeout=30", "TIMEOUT=1"})
    void aTimeOutMayBeSpelledAsClientsDo(String query) {
        assertThat(caller.get("/pools?" + query).status()).isEqualTo(200);
    }

    @Test
    void aContentTypeMayComeWithoutABody() {
        caller.post("/jobs", JOB);
        Caller typed = caller.with("Content-Type", "application/json; odata=minimalmetadata");

        assertThat(typed.post("/jobs/job/terminate", "").status()).isEqualTo(202);
    }

    @Test
    void aDualStackPoolHasAddressesOfBothKinds() {
        assertThat(caller.post("/pools", "{\"id\":\"dual\"," + MACHINE.formatted("") + """
                ,"targetDedicatedNodes":1,"networkConfiguration":{
                 "publicIPAddressConfiguration":{"ipFamilies":["IPv4","IPv6"],"ipTags":[{"ipTagType":"FirstPartyUsage","tag":"x"}]},
                 "endpointConfiguration":{"inboundNATPools":[{"name":"sshpool","protocol":"tcp","backendPort":22,
                  "frontendPortRangeStart":40000,"frontendPortRangeEnd":40500}]}}}""")
                        .status())
                .isEqualTo(201);
        pass();

        Document address = at(get("/pools/dual"), "networkConfiguration", "publicIPAddressConfiguration");
        assertThat(address.strings("ipFamilies")).containsExactly("IPv4", "IPv6");
        assertThat(address.objects("ipTags").get(0).string("tag")).contains("x");
        Document node = get("/pools/dual/nodes").objects("value").get(0);
        assertThat(node.string("ipv6Address")).contains("fd00::4");
        assertThat(at(node, "endpointConfiguration").objects("inboundEndpoints"))
                .extracting(endpoint -> endpoint.string("name").orElse(""))
                .containsExactly("sshpool.0", "sshpool-ipv6.0");
        Document login = get("/pools/dual/nodes/" + node.string("id").orElseThrow() + "/remoteloginsettings");
        assertThat(login.number("remoteLoginPort")).contains(40000L);
        assertThat(login.string("ipv6RemoteLoginIPAddress")).contains("fd00::4");
        assertThat(login.number("ipv6RemoteLoginPort")).contains(40000L);
        assertThat(service.caller
                        .get("/pools/dual/nodes")
                        .json()
                        .objects("value")
                        .get(0)
                        .has("ipv6Address"))
                .as("in 2024")
                .isFalse();
    }

    @Test
    void theMetadataSecurityProtocolIsKept() {
        Caller.Result added = caller.post(
                "/pools",
                "{\"id\":\"p\","
                        + MACHINE.formatted(
                                ",\"securityProfile\":{\"securityType\":\"trustedLaunch\",\"proxyAgentSettings\":{\"enabled\":true,"
                                        + "\"imds\":{\"mode\":\"Audit\"},\"wireServer\":{\"inVMAccessControlProfileReferenceId\":\"/g/v/1\"}}}")
                        + "}");

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        Document settings = at(get("/pools/p"), "virtualMachineConfiguration", "securityProfile", "proxyAgentSettings");
        assertThat(at(settings, "imds").string("mode")).contains("Audit");
        assertThat(at(settings, "wireServer").string("inVMAccessControlProfileReferenceId"))
                .contains("/g/v/1");
    }

    @Test
    void aDiskKeepsItsEncryptionSet() {
        assertThat(caller.post(
                                "/pools",
                                "{\"id\":\"pool\","
                                        + MACHINE.formatted(
                                                ",\"osDisk\":{\"managedDisk\":{\"diskEncryptionSet\":{\"id\":\"/des\"}}},"
                                                        + "\"dataDisks\":[{\"lun\":0,\"diskSizeGB\":1024,\"managedDisk\":{\"diskEncryptionSet\":{\"id\":\"/des\"}}}]")
                                        + "}")
                        .status())
                .isEqualTo(201);

        Document machine = at(get("/pools/pool"), "virtualMachineConfiguration");
        for (Document disk :
                List.of(at(machine, "osDisk"), machine.objects("dataDisks").get(0))) {
            assertThat(at(disk, "managedDisk").string("storageAccountType")).contains("standard_lrs");
            assertThat(at(disk, "managedDisk", "diskEncryptionSet").string("id"))
                    .contains("/des");
        }
        assertThat(at(get("/pools/pool"), "taskSchedulingPolicy").string("jobDefaultOrder"))
                .contains("none");
    }

    /** Two jobs of one priority, four tasks each, on a node of two slots. */
    @ParameterizedTest
    @CsvSource({"none, 1, 1", "creationtime, 2, 0", "CreationTime, 2, 0"})
    void jobsOfOnePriorityShareThePoolOrGoByTheirAge(String order, int ofTheOlder, int ofTheYounger) {
        caller.post(
                "/pools",
                "{\"id\":\"pool\"," + MACHINE.formatted("") + ",\"targetDedicatedNodes\":1,\"taskSlotsPerNode\":2,"
                        + "\"taskSchedulingPolicy\":{\"nodeFillType\":\"spread\",\"jobDefaultOrder\":\"" + order
                        + "\"}}");
        for (String job : List.of("older", "younger")) {
            caller.post("/jobs", "{\"id\":\"" + job + "\",\"poolInfo\":{\"poolId\":\"pool\"}}");
            service.advance(Duration.ofMillis(1));
            for (int task = 0; task < 4; task++) {
                caller.post("/jobs/" + job + "/tasks", "{\"id\":\"t" + task + "\",\"commandLine\":\"true\"}");
            }
        }
        service.advance(Duration.ofSeconds(30));

        assertThat(running("older")).isEqualTo(ofTheOlder);
        assertThat(running("younger")).isEqualTo(ofTheYounger);
        service.advance(Duration.ofMinutes(10));
        assertThat(running("older") + running("younger")).isZero();
    }

    private long running(String job) {
        return at(get("/jobs/" + job + "/taskcounts"), "taskCounts")
                .number("running")
                .orElse(-1L);
    }
}
