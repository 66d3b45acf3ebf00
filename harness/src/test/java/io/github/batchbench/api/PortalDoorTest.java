package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the portal, and what they can do there, seen from a socket. */
class PortalDoorTest {
    private static final String VERSION = "?api-version=2025-06-01";
    private static final String POOL = """
            {"id": "p", "vmSize": "standard_d2s_v3", "virtualMachineConfiguration": {
              "imageReference": {"publisher": "canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts"},
              "nodeAgentSKUId": "batch.node.ubuntu 22.04"}}
            """;

    private final FakeAzure azure = FakeAzure.start();
    private final PortalClient portal = new PortalClient(azure);

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void theTokenBecomesACookieAndLeavesTheAddress() throws Exception {
        HttpResponse<String> entered = portal.send(HttpRequest.newBuilder(azure.portal()));

        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location")).contains("/__batchbench/portal/");
        assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/__batchbench/portal/")
                .contains("-" + azure.batchEndpoint().getPort() + "=")
                .doesNotContain(token());
        assertThat(entered.headers().firstValue("Referrer-Policy")).contains("no-referrer");

        HttpResponse<String> page = portal.send(portal.at("").header("Cookie", portal.cookie()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("main.js").doesNotContain(token());
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?token=",
                "?token=wrong",
                "app.js",
                "lib/preact.js",
                "api/view/overview",
                "api/events",
                "api/batch/pools"
            })
    void whoHasNoTokenSeesNothingButWhereItIs(String path) throws Exception {
        azure.batch().pools().add(Document.of("id", "hidden-pool").with("targetDedicatedNodes", 0L));

        HttpResponse<String> answer = portal.send(portal.at(path).header("Cookie", "batchbench-portal=x"));

        assertThat(answer.statusCode()).isIn(401, 403);
        assertThat(answer.body()).contains("printed when it started").doesNotContain("hidden-pool", token(), "import ");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aForeignOriginIsRefusedEvenWithTheCookie() throws Exception {
        for (String origin : List.of("https://www.contoso.com", "http://localhost:1", "null")) {
            HttpResponse<String> answer = portal.send(portal.at("api/view/overview")
                    .header("Cookie", portal.cookie())
                    .header("Origin", origin));
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(portal.send(portal.at("api/view/overview")
                                    .header("Cookie", portal.cookie())
                                    .header("Sec-Fetch-Site", site))
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
    }

    @Test
    void whatChangesSomethingNeedsThePagesOwnHeader() throws Exception {
        HttpResponse<String> form = portal.send(
                portal.at("api/control/reset").header("Cookie", portal.cookie()).POST(BodyPublishers.ofString("{}")));

        assertThat(form.statusCode()).isEqualTo(403);
        assertThat(portal.post("api/control/reset", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void actionsAreTheServicesOwnWithItsRefusals() throws Exception {
        assertThat(portal.post("api/batch/pools" + VERSION, POOL).statusCode()).isEqualTo(201);
        assertThat(azure.batch().pools().get("p").settings().vmSize()).isEqualTo("standard_d2s_v3");

        HttpResponse<String> again = portal.post("api/batch/pools" + VERSION, POOL);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("PoolExists");
        assertThat(portal.post("api/batch/pools" + VERSION, "{\"id\": \"q\", \"colour\": 1}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void faultsAreForClientsAndNotForWhoLooks() throws Exception {
        azure.faults().switchOn("internal-error");

        assertThat(portal.send(portal.own("api/batch/pools" + VERSION)).statusCode())
                .isEqualTo(200);
        assertThat(portal.view("overview").path("faults").path(0).path("name").asText())
                .isEqualTo("internal-error");
    }

    @Test
    void whatUsersStoredIsNoPageOfThisOrigin() throws Exception {
        String blob = "api/blob/" + azure.storageAccount() + "/docs/evil.html";
        portal.send(portal.own("api/blob/" + azure.storageAccount() + "/docs?restype=container")
                .PUT(BodyPublishers.noBody()));
        HttpResponse<String> put = portal.send(portal.own(blob)
                .header("x-ms-blob-type", "BlockBlob")
                .header("x-ms-blob-content-type", "text/html")
                .PUT(BodyPublishers.ofString("<script>alert(1)</script>")));
        HttpResponse<String> read = portal.send(portal.own(blob));

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(read.body()).isEqualTo("<script>alert(1)</script>");
        assertThat(read.headers().allValues("Content-Disposition")).containsExactly("attachment");
        assertThat(read.headers().allValues("Content-Security-Policy")).containsExactly("sandbox; default-src 'none'");
        assertThat(read.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void keysAreShownToNobodyWhoDoesNotAskForThem() throws Exception {
        String overview = portal.view("overview").toString();

        assertThat(overview)
                .contains(azure.batchAccount())
                .doesNotContain(azure.batchKey(), azure.storageKey(), token());
        assertThat(portal.post("api/control/connection", "{}").body()).contains(azure.storageKey());
    }

    @Test
    void aSignatureOpensItsBlobAndNoOther() throws Exception {
        azure.storage().containers().create("docs", Map.of(), null);
        String blob = "api/blob/" + azure.storageAccount() + "/docs/a%20b%2Bc";
        portal.send(portal.own(blob)
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(BodyPublishers.ofByteArray("text".getBytes(StandardCharsets.UTF_8))));
        String answer = portal.post(
                        "api/control/sas",
                        "{\"account\": \"" + azure.storageAccount()
                                + "\", \"container\": \"docs\", \"blob\": \"a b+c\", \"permissions\": \"r\", \"hours\": 2}")
                .body();
        String url = answer.replaceAll(".*\"text\":\"([^\"]*)\".*", "$1");

        HttpResponse<String> read = portal.send(HttpRequest.newBuilder(URI.create(url)));
        HttpResponse<String> written = portal.send(HttpRequest.newBuilder(URI.create(url))
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(BodyPublishers.ofString("x")));
        assertThat(read.body()).isEqualTo("text");
        assertThat(written.statusCode()).isEqualTo(403);
    }

    @Test
    void openPagesHearOfChanges() throws Exception {
        HttpResponse<Stream<String>> events = portal.events();
        try (Stream<String> lines = events.body()) {
            Iterator<String> news =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream;charset=utf-8");
            assertThat(news.next()).isEqualTo("data: changed");
            azure.batch().pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
            assertThat(news.next()).isEqualTo("data: changed");
        }
    }

    private String token() {
        return String.valueOf(azure.portal().getQuery()).substring("token=".length());
    }
}
