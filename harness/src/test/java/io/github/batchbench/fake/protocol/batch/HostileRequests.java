package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Signed requests with bad insides: the answer is a refusal of the service's, or it is done. */
final class HostileRequests implements AutoCloseable {
    static final List<String> BODIES = List.of(
            Service.POOL.replace("pool1", "p"),
            Service.JOB.replace("Job1", "j"),
            "{\"id\":\"t\",\"commandLine\":\"true\",\"requiredSlots\":1,\"constraints\":{\"maxWallClockTime\":\"PT1H\","
                    + "\"maxTaskRetryCount\":2},\"resourceFiles\":[{\"httpUrl\":\"https://a/b\",\"filePath\":\"c\"}],"
                    + "\"environmentSettings\":[{\"name\":\"a\",\"value\":\"b\"}],\"exitConditions\":{\"exitCodes\":[{\"code\":1,"
                    + "\"exitOptions\":{\"jobAction\":\"none\"}}]}}",
            "{\"value\":[{\"id\":\"a\",\"commandLine\":\"true\"},{\"id\":\"b\",\"commandLine\":\"true\"}]}",
            "{\"autoScaleFormula\":\"$TargetDedicatedNodes=1;\",\"autoScaleEvaluationInterval\":\"PT5M\"}");
    static final List<String> FILTERS = List.of(
            "state eq 'active' and creationTime gt datetime'2026-01-01T00:00:00Z'",
            "startswith(id, 'a') or (executionInfo/exitCode ne 0)",
            "id eq 'a''b'");
    static final List<String> PATHS = List.of(
            "/pools/pool1/nodes", "/jobs/Job1/tasks/t", "/jobs/Job1/tasks/t/files/wd%2Fa.txt", "/jobs?$select=id");
    static final List<String> HEADERS = List.of(
            "If-Match: \"0x8DB\"",
            "If-Modified-Since: Mon, 23 Nov 2026 08:00:00 GMT",
            "ocp-range: bytes=0-10",
            "client-request-id: 1",
            "Content-Type: application/json; odata=minimalmetadata",
            "Authorization: SharedKey myaccount:c2ln");

    private static final List<String> WRITES = List.of(
            "/pools", "/jobs", "/jobs/Job1/tasks", "/jobs/Job1/addtaskcollection", "/pools/pool1/enableautoscale");
    private static final List<String> LISTS =
            List.of("/pools", "/jobs", "/jobs/Job1/tasks", "/pools/pool1/nodes", "/jobschedules");

    private final Service service = new Service().withPoolAndJob();

    void body(String body) {
        for (String path : WRITES) {
            check(service.caller.post(path, body));
        }
    }

    void filter(String filter) {
        String encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
        for (String path : LISTS) {
            check(service.caller.get(path + "?$filter=" + encoded));
            check(service.caller.get(path + "?$select=" + encoded));
            check(service.caller.get(path + "?maxresults=" + encoded));
        }
    }

    /** As it comes, and not signed as it should be: no caller can be sure of what a broken path decodes to. */
    void path(String path) {
        String rest = path.startsWith("/") ? path : "/" + path;
        Caller authorized = service.caller.with("Authorization", "Bearer " + Service.TOKEN);
        check(authorized.get(rest));
        check(authorized.send("DELETE", rest + "x", ""));
    }

    /** Without line ends, which no HTTP server lets through. */
    void header(String text) {
        String header = text.replaceAll("[\\r\\n]", "");
        int colon = Math.max(1, header.indexOf(':'));
        if (header.length() <= colon) {
            return;
        }
        String name = header.substring(0, colon);
        String value = header.substring(colon + 1).strip();
        check(service.caller.with(name, value).get("/pools/pool1"));
        check(service.caller.with(name, value).get("/jobs/Job1/tasks/t/files/stdout.txt"));
        check(service.caller.with(name, value).post("/jobs/Job1/tasks", "{\"id\":\"t\",\"commandLine\":\"true\"}"));
    }

    private static void check(Caller.Result result) {
        assertThat(result.status() < 500 || result.status() == 501)
                .as("%s %s", result.status(), result.text())
                .isTrue();
        assertThat(result.text()).doesNotContain("\tat ", "io.github.batchbench", "java.lang.");
        if (result.text().startsWith("{")) {
            JsonReader.object(result.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
