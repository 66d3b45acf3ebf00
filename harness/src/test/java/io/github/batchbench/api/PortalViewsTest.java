package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.fake.model.Document;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the portal shows at a glance, of tasks that are played by scripts in virtual time. */
class PortalViewsTest {
    private final FakeAzure azure =
            FakeAzure.start(FakeAzureOptions.defaults().withVirtualTimeFrom(Instant.parse("2026-11-23T08:00:00Z")));
    private final PortalClient portal = new PortalClient(azure);

    @BeforeEach
    void fill() {
        azure.scripts().everything().play(Script.succeeds().after(Duration.ofMinutes(1)));
        azure.scripts().task("t3").play(Script.exits(7).after(Duration.ofMinutes(2)));
        azure.batch()
                .pools()
                .add(Document.of("id", "p").with("targetDedicatedNodes", 2L).with("taskSlotsPerNode", 1L));
        azure.batch()
                .jobs()
                .add(Document.of("id", "j")
                        .with("usesTaskDependencies", true)
                        .with("poolInfo", Document.of("poolId", "p")));
        for (int i = 0; i < 5; i++) {
            azure.batch().tasks().add("j", task("t" + i));
        }
        azure.batch().tasks().add("j", task("last").with("dependsOn", Document.of("taskIds", List.of("t3", "t4"))));
        azure.clock().advance(Duration.ofMinutes(10));
    }

    private static Document task(String id) {
        return Document.of("id", id).with("commandLine", "true");
    }

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void tasksAreFilteredSortedAndCut() throws Exception {
        JsonNode all = portal.view("tasks?job=j&sort=duration&dir=desc&count=2");
        assertThat(all.path("total").asInt()).isEqualTo(6);
        assertThat(all.path("matching").asInt()).isEqualTo(6);
        assertThat(PortalClient.texts(all.path("id")).get(0)).isEqualTo("t3");
        assertThat(all.path("id")).hasSize(2);

        assertThat(ids("tasks?job=j&state=failed")).containsExactly("t3");
        assertThat(ids("tasks?job=j&state=active,failed")).containsExactly("last", "t3");
        assertThat(ids("tasks?job=j&exit=7")).containsExactly("t3");
        assertThat(ids("tasks?job=j&exit=!7")).containsExactly("t0", "t1", "t2", "t4");
        assertThat(ids("tasks?job=j&text=LAS")).containsExactly("last");
        assertThat(ids("tasks?job=j&from=4")).containsExactly("t3", "t4");
        assertThat(ids("tasks?job=j&dir=desc&count=1")).containsExactly("t4");
    }

    private List<String> ids(String path) throws Exception {
        return PortalClient.texts(portal.view(path).path("id"));
    }

    @Test
    void aTaskSaysWhyItDoesNotRunAndWhatIsAroundIt() throws Exception {
        assertThat(PortalClient.texts(portal.view("why?job=j&task=last")))
                .anyMatch(reason -> reason.contains("t3, which failed with exit code 7"));
        JsonNode around = portal.view("neighbours?job=j&task=last");
        assertThat(around.path("edges").toString()).isEqualTo("[[\"t3\",\"last\"],[\"t4\",\"last\"]]");
        assertThat(around.path("nodes").toString()).contains("\"state\":\"failed\"");
        assertThat(portal.view("neighbours?job=j&task=t3").path("edges").toString())
                .isEqualTo("[[\"t3\",\"last\"]]");
    }

    @Test
    void poolsJobsAndNodesHaveALineEach() throws Exception {
        JsonNode overview = portal.view("overview");
        assertThat(overview.path("virtual").asBoolean()).isTrue();
        assertThat(overview.path("pools").path(0).path("nodes").toString()).isEqualTo("{\"idle\":2}");
        assertThat(overview.path("jobs").path(0).path("failed").asInt()).isEqualTo(1);
        assertThat(overview.path("waiting").path("j").toString()).contains("t3");
        JsonNode nodes = portal.view("nodes?pool=p");
        assertThat(nodes.path("id")).hasSize(2);
        assertThat(nodes.path("states")
                        .path(nodes.path("state").path(0).asInt())
                        .asText())
                .isEqualTo("idle");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        assertThat(status("tasks?job=nowhere")).isEqualTo(404);
        assertThat(status("tasks?job=j&exit=x")).isEqualTo(400);
        assertThat(status("tasks?job=j&sort=colour")).isEqualTo(400);
        assertThat(status("nothing")).isEqualTo(404);
    }

    private int status(String path) throws Exception {
        return portal.send(portal.own("api/view/" + path)).statusCode();
    }

    @Test
    void theJournalHasTheRequestsOfClientsWithoutTheirSecrets() throws Exception {
        azure.faults().switchOn("busy=1");
        HttpClient client = HttpClient.newHttpClient();
        for (String url : List.of(
                azure.batchEndpoint() + "/pools?api-version=2025-06-01",
                azure.batchEndpoint() + "/jobs?api-version=2025-06-01",
                azure.blobEndpoint() + "/c/b?sv=2021-12-02&sp=r&sig=c2VjcmV0c2VjcmV0c2VjcmV0")) {
            HttpResponse<Void> unused = client.send(
                    HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(unused.statusCode()).isGreaterThanOrEqualTo(400);
        }

        JsonNode journal = journal(3);
        assertThat(journal.path(0).path("status").asInt()).isEqualTo(503);
        assertThat(journal.path(1).path("error").asText()).contains("MissingRequiredHeader");
        assertThat(journal.path(2).path("service").asText()).isEqualTo("blob");
        assertThat(journal.toString()).doesNotContain("c2VjcmV0c2VjcmV0c2VjcmV0");
        assertThat(portal.view("requests?since=2")).hasSize(1);
    }

    /** The journal as soon as it has so many requests: each is noted when it is over, and its client may know before. */
    private JsonNode journal(int count) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        JsonNode journal = portal.view("requests");
        while (journal.size() < count && System.nanoTime() < end) {
            journal = portal.view("requests");
        }
        assertThat(journal).hasSize(count);
        return journal;
    }

    @Test
    void whereARequestIsSentAgainIsNotForAStrangersHostToSay() throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), azure.batchEndpoint().getPort())) {
            socket.getOutputStream()
                    .write("GET /pools HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(journal(1).path(0).path("address").asText())
                .isEqualTo(azure.batchEndpoint().toString());
    }

    @Test
    void theJournalKeepsWhatIsNeededToAskAgainAndWhoAnswered() throws Exception {
        HttpRequest put = HttpRequest.newBuilder(URI.create(azure.blobEndpoint() + "/c/b?sv=2021-12-02&sig=c2VjcmV0"))
                .headers("x-ms-blob-type", "BlockBlob", "x-ms-meta-note", "kept", "x-ms-encryption-key", "a2V5")
                .headers("Authorization", "SharedKey a:c2VjcmV0")
                .PUT(HttpRequest.BodyPublishers.ofString("words"))
                .build();
        HttpRequest bytes = HttpRequest.newBuilder(put.uri())
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, 1, 2}))
                .build();
        HttpRequest struck = HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/pools?api-version=2025-06-01"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        for (HttpRequest request : List.of(put, bytes, struck, struck)) {
            azure.faults().switchOn("busy=1");
            HttpResponse<Void> unused = client.send(request, HttpResponse.BodyHandlers.discarding());
            assertThat(unused.statusCode()).isGreaterThanOrEqualTo(400);
            if (request.equals(struck)) {
                azure.faults().endNamed();
            }
        }

        JsonNode journal = journal(4);
        JsonNode first = journal.path(0);
        assertThat(azure.blobEndpoint().toString())
                .startsWith(first.path("address").asText());
        assertThat(PortalClient.texts(first.path("headers")))
                .contains("x-ms-blob-type: BlockBlob", "x-ms-meta-note: kept")
                .noneMatch(header -> header.matches("(?i)(authorization|host|content-length|x-ms-encryption-key):.*"));
        assertThat(first.path("body").asText()).isEqualTo("words");
        assertThat(first.path("length").asInt()).isEqualTo(5);
        assertThat(journal.path(1).path("body").asText()).isEmpty();
        assertThat(journal.path(1).path("length").asInt()).isEqualTo(3);
        assertThat(journal.findValuesAsText("stubbed")).containsExactly("false", "false", "true", "true");
        assertThat(journal.toString()).doesNotContain("c2VjcmV0", "a2V5");
    }

    @Test
    void aTokenAndAKeyAreGivenToWhoIsIn() throws Exception {
        assertThat(portal.post("api/control/key", "{}").body()).contains(azure.batchKey());
        assertThat(portal.post("api/control/key", "{\"batchAccount\": \"other\"}")
                        .body())
                .contains("There is no Batch account 'other'");
        String answer =
                portal.post("api/control/token", "{\"service\": \"batch\"}").body();
        HttpRequest asks = HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/pools?api-version=2025-06-01"))
                .header("Authorization", "Bearer " + answer.replaceAll(".*:\"|\"}", ""))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(asks, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(portal.post("api/control/token", "{\"service\": \"all\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatHasNoValueComesLastInBothDirections() throws Exception {
        azure.batch().tasks().add("j", task("new").with("dependsOn", Document.of("taskIds", List.of("t3"))));
        for (String column : List.of("duration", "exit", "node", "start", "end")) {
            for (String direction : List.of("", "desc")) {
                assertThat(ids("tasks?job=j&sort=" + column + "&dir=" + direction)
                                .subList(5, 7))
                        .containsExactlyInAnyOrder("last", "new");
            }
        }
        assertThat(PortalClient.texts(portal.view("tasks?job=j&text=t0").path("pool")))
                .containsExactly("p");
    }

    @Test
    void faultsAndHoldPointsAreSwitchedStepByStep() throws Exception {
        assertThat(portal.post("api/control/faults", "{\"fault\": \"throttle=2\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(portal.view("overview").path("faults").path(0).path("name").asText())
                .isEqualTo("throttle=2");
        assertThat(portal.post("api/control/faults/end", "{\"number\": 1}").statusCode())
                .isEqualTo(200);
        assertThat(portal.view("overview").path("faults")).isEmpty();
        assertThat(portal.post("api/control/faults", "{\"fault\": \"nonsense\"}")
                        .body())
                .contains("There is no fault");

        assertThat(portal.post(
                                "api/control/holds",
                                "{\"kind\": \"task\", \"owner\": \"j\", \"id\": \"held\", \"state\": \"running\"}")
                        .statusCode())
                .isEqualTo(200);
        azure.batch().tasks().add("j", task("held"));
        azure.clock().advance(Duration.ofMinutes(5));
        assertThat(portal.send(portal.own("api/control/holds")).body()).contains("\"size\":1");
        assertThat(ids("tasks?job=j&state=running")).containsExactly("held");
        assertThat(portal.post("api/control/holds/release", "{\"number\": 1}").statusCode())
                .isEqualTo(200);
        assertThat(ids("tasks?job=j&state=running")).isEmpty();
    }

    @Test
    void theClockMovesFromThePage() throws Exception {
        assertThat(portal.post("api/control/clock/advance", "{\"by\": \"PT1H\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(azure.clock().instant()).isEqualTo(Instant.parse("2026-11-23T09:10:00Z"));
        assertThat(portal.post("api/control/clock/advance", "{\"by\": \"an hour\"}")
                        .body())
                .contains("PT1H30M");
    }
}
