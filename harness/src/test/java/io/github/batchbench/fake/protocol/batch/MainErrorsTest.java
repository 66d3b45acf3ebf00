package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The main errors of the operations: what they are about is not there, or not in a state for it. */
class MainErrorsTest {
    /** The least that the schema takes, for the operations that must have a body. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("JobSchedule_Update", "{\"schedule\":{},\"jobSpecification\":{\"poolInfo\":{\"poolId\":\"p\"}}}"),
            Map.entry("Job_Update", "{\"poolInfo\":{\"poolId\":\"p\"}}"),
            Map.entry("Job_Disable", "{\"disableTasks\":\"wait\"}"),
            Map.entry("Pool_EvaluateAutoScale", "{\"autoScaleFormula\":\"$a=1\"}"),
            Map.entry("Pool_Resize", "{\"targetDedicatedNodes\":1}"),
            Map.entry(
                    "Pool_UpdateProperties",
                    "{\"certificateReferences\":[],\"applicationPackageReferences\":[],\"metadata\":[]}"),
            Map.entry("Pool_RemoveNodes", "{\"nodeList\":[\"n\"]}"),
            Map.entry("Task_Add", "{\"id\":\"t\",\"commandLine\":\"true\"}"),
            Map.entry("Task_AddCollection", "{\"value\":[{\"id\":\"t\",\"commandLine\":\"true\"}]}"),
            Map.entry("ComputeNode_AddUser", "{\"name\":\"u\"}"),
            Map.entry(
                    "ComputeNode_UploadBatchServiceLogs",
                    "{\"containerUrl\":\"https://example.org/c\",\"startTime\":\"2026-11-23T00:00:00Z\"}"));

    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    static Stream<Arguments> operationsOnSomething() {
        return Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.SPECIFIED))
                .filter(operation -> !operation.pathNames().isEmpty())
                .map(operation -> Arguments.of(operation.id(), operation));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsOnSomething")
    void whatIsNotThereIsNotFound(String id, Operation operation) {
        String path = operation.path().pattern().replace("\\Q", "").replace("\\E", "");
        path = path.replace("([^/,()]+)", "nosuch").replace("(.+)", "nosuch");
        String body = BODIES.getOrDefault(id, operation.bodyRequired() ? "{}" : "");

        Caller.Result answer = caller.send(operation.method(), path, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        if (!operation.method().equals("HEAD")) {
            assertThat(answer.code()).isEqualTo(notFound(path));
        }
    }

    private static String notFound(String path) {
        String first = path.substring(1).replaceFirst("[/(].*", "");
        return Map.of(
                        "pools", "PoolNotFound",
                        "jobs", "JobNotFound",
                        "jobschedules", "JobScheduleNotFound",
                        "certificates", "CertificateNotFound",
                        "applications", "ApplicationNotFound")
                .getOrDefault(first, "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /pools/pool1/nodes/nosuch, NodeNotFound",
        "POST, /pools/pool1/nodes/nosuch/reboot, NodeNotFound",
        "DELETE, /pools/pool1/nodes/nosuch/users/u, NodeNotFound",
        "GET, /jobs/Job1/tasks/nosuch, TaskNotFound",
        "DELETE, /jobs/Job1/tasks/nosuch, TaskNotFound",
        "GET, /jobs/Job1/tasks/nosuch/files/stdout.txt, TaskNotFound",
        "GET, /jobs/Job1/jobpreparationandreleasetaskstatus, JobPreparationTaskOrReleaseTaskNotSpecified",
        "POST, /jobs/Job1/enable, OperationInvalidForCurrentState",
    })
    void partsThatAreNotThereAreNamed(String method, String path, String code) {
        service.withPoolAndJob();

        assertThat(caller.send(method, path, "").code()).isEqualTo(code);
    }

    @Test
    void idsAreTakenWhateverTheirCase() {
        service.withPoolAndJob();

        assertThat(caller.post("/pools", Service.POOL.replace("pool1", "POOL1")).code())
                .isEqualTo("PoolExists");
        assertThat(caller.post("/jobs", Service.JOB.replace("Job1", "JOB1")).code())
                .isEqualTo("JobExists");
        assertThat(caller.post(
                                "/jobschedules",
                                "{\"id\":\"job1\",\"schedule\":{},\"jobSpecification\":{\"poolInfo\":{\"poolId\":\"p\"}}}")
                        .code())
                .isEqualTo("JobWithSameIdExists");
    }

    @Test
    void aJobThatEndsRefusesMoreOfEverything() {
        service.withPoolAndJob();
        String task = "{\"id\":\"t\",\"commandLine\":\"true\"}";
        assertThat(caller.post("/jobs/Job1/terminate", "").status()).isEqualTo(202);
        assertThat(caller.get("/jobs/Job1").json().string("state")).contains("terminating");
        assertThat(caller.post("/jobs/Job1/tasks", task).code()).isEqualTo("JobBeingTerminated");

        service.advance(Duration.ofMinutes(1));

        assertThat(caller.post("/jobs/Job1/tasks", task).code()).isEqualTo("JobCompleted");
        assertThat(caller.post("/jobs/Job1/terminate", "").code()).isEqualTo("JobCompleted");
        assertThat(caller.get("/jobs/Job1").json().object("executionInfo").flatMap(i -> i.string("terminateReason")))
                .contains("UserTerminate");
        caller.send("DELETE", "/jobs/Job1", "");
        assertThat(caller.send("DELETE", "/jobs/Job1", "").code()).isEqualTo("JobBeingDeleted");
        assertThat(caller.post("/jobs", Service.JOB).code()).isEqualTo("JobBeingDeleted");
    }

    @Test
    void aPoolThatResizesRefusesAnotherResize() {
        caller.post("/pools", Service.POOL);

        assertThat(caller.post("/pools/pool1/resize", "{\"targetDedicatedNodes\":2}")
                        .code())
                .isEqualTo("PoolBeingResized");
    }

    @Test
    void filesOfATaskThatHasNotRunCannotBeSeen() {
        caller.post("/jobs", Service.JOB);
        caller.post("/jobs/Job1/tasks", "{\"id\":\"t\",\"commandLine\":\"true\"}");

        Caller.Result refused = caller.get("/jobs/Job1/tasks/t/files");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationInvalidForCurrentState");
        assertThat(refused.values())
                .containsExactly(
                        "Reason=The files of the specified task cannot be accessed as the task state is still active");
    }

    @Test
    void filesAreReadInPartsAndWithTheirHeaders() {
        service.withPoolAndJob();
        caller.post("/jobs/Job1/tasks", "{\"id\":\"t\",\"commandLine\":\"true\"}");
        service.advance(Duration.ofMinutes(5));
        String file = "/jobs/Job1/tasks/t/files/stdout.txt";

        Caller.Result whole = caller.get(file);
        assertThat(whole.headers().first("Content-Length")).isEmpty();
        assertThat(whole.headers().first("ETag")).isEmpty();
        assertThat(whole.header("ocp-batch-file-isdirectory")).isEqualTo("False");
        assertThat(whole.header("ocp-batch-file-url"))
                .isEqualTo("http%3A%2F%2Flocalhost%3A8080%2Fjobs%2FJob1%2Ftasks%2Ft%2Ffiles%2Fstdout.txt");
        assertThat(whole.header("ocp-batch-file-mode")).isEqualTo("0o100644");
        assertThat(caller.send("HEAD", file, "").header("Content-Length")).isEqualTo("5");
        assertThat(caller.with("ocp-range", "bytes=1-3").get(file).text()).isEqualTo("ell");
        assertThat(caller.with("ocp-range", "bytes=3-").get(file).text()).isEqualTo("lo");
        assertThat(caller.with("ocp-range", "bytes=5-9").get(file).code()).isEqualTo("InvalidRange");
        assertThat(caller.with("ocp-range", "lines=1-2").get(file).code()).isEqualTo("InvalidHeaderValue");
        assertThat(caller.get("/jobs/Job1/tasks/t/files/nosuch.txt").code()).isEqualTo("FileNotFound");
        assertThat(caller.get("/jobs/Job1/tasks/t/files/wd%5Cout%20dir%5C%C3%A9.txt")
                        .text())
                .isEqualTo("inner");
        assertThat(caller.get("/jobs/Job1/tasks/t/files?recursive=true").json().objects("value"))
                .extracting(item -> item.string("name").orElse(""))
                .containsExactly("stderr.txt", "stdout.txt", "wd", "wd/out dir", "wd/out dir/é.txt");
        assertThat(caller.get("/jobs/Job1/tasks/t/files")
                        .json()
                        .objects("value")
                        .get(1)
                        .object("properties")
                        .flatMap(properties -> properties.string("contentLength")))
                .as("a text, as OData writes large numbers")
                .contains("5");
    }

    @Test
    void usersAndSchedulingOfANodeAreKept() {
        service.withPoolAndJob();
        String node = "/pools/pool1/nodes/"
                + caller.get("/pools/pool1/nodes")
                        .json()
                        .objects("value")
                        .get(0)
                        .string("id")
                        .orElseThrow();

        assertThat(caller.post(node + "/users", "{\"name\":\"u\"}").header("Location"))
                .endsWith("/users/u");
        assertThat(caller.post(node + "/users", "{\"name\":\"U\"}").code()).isEqualTo("NodeUserExists");
        assertThat(caller.send("DELETE", node + "/users/u", "").status()).isEqualTo(200);
        assertThat(caller.send("DELETE", node + "/users/u", "").code()).isEqualTo("NodeUserNotFound");
        assertThat(caller.post(node + "/disablescheduling", "").status()).isEqualTo(200);
        assertThat(caller.post(node + "/disablescheduling", "").code()).isEqualTo("NodeAlreadyInTargetSchedulingState");
        assertThat(caller.post(node + "/enablescheduling", "").status()).isEqualTo(200);
        assertThat(caller.post(node + "/start", "").code()).isEqualTo("OperationInvalidForCurrentState");
    }
}
