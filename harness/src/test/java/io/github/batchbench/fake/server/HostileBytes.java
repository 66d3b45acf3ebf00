package io.github.batchbench.fake.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.Script;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import io.github.batchbench.fake.server.RawExchange.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes to both ports of a fake, where they meet the host first: what comes back are answers in the form of the service
 * whose port it is, or nothing, and the next client is served. No process is started: tasks are played, and time stands
 * still.
 */
final class HostileBytes implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    private static final String TOKEN = "a-token-of-the-tests";
    private static final String HEAD = "Host: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n";
    private static final String API = "api-version=2024-07-01.20.0";
    private static final String JSON = "Content-Type: application/json; odata=minimalmetadata\r\n";
    private static final String STORAGE = HEAD + "x-ms-version: 2021-12-02\r\n";
    private static final String TASK = "{\"id\":\"t\",\"commandLine\":\"true\"}";

    /** Requests as clients send them, one or several on a connection. */
    static final List<byte[]> SEEDS = List.of(
            bytes(get("/pools?" + API)),
            bytes(post("/pools?" + API, JSON, pool("p"))),
            bytes(post("/jobs?" + API, JSON, job("j"))),
            bytes(post("/jobs/job/tasks?" + API, JSON, TASK) + get("/jobs/job/tasks/t?$select=id,state&" + API)),
            bytes(chunked("POST /jobs/job/addtaskcollection?" + API, JSON, "{\"value\":[" + TASK + "]}")),
            packed("/jobs/job/tasks?" + API, TASK),
            bytes(get("/jobs/job/tasks/t/files/wd%2Fa.txt?" + API)),
            bytes(request("DELETE", "/jobs/job?" + API, HEAD + "If-Match: \"0x8DB\"\r\n", "")),
            bytes(request(
                    "GET", "/pools?" + API, "Host: localhost\r\nAuthorization: SharedKey batchbench:c2ln\r\n", "")),
            bytes(post(
                    "/t/oauth2/v2.0/token",
                    "Content-Type: application/x-www-form-urlencoded\r\n",
                    "grant_type=client_credentials&client_id=a&client_secret=b&scope=c%2F.default")),
            bytes(get("/__batchbench/health") + get("/__batchbench/why?job=job&task=t")),
            bytes(request("PUT", "/acct/box2?restype=container", STORAGE, "")),
            bytes(blob("PUT", "b", "x-ms-blob-type: BlockBlob\r\nContent-Type: multipart/form-data\r\n", "content")
                    + blob("GET", "b", "Range: bytes=0-3\r\n", "")
                    + blob("HEAD", "b", "", "")),
            bytes(blob("PUT", "b?comp=block&blockid=MDE=", "Expect: 100-continue\r\n", "block")
                    + blob("PUT", "b?comp=blocklist", "", "<BlockList><Latest>MDE=</Latest></BlockList>")),
            bytes(blob("PUT", "b", "x-ms-blob-type: AppendBlob\r\nIf-None-Match: *\r\n", "")),
            bytes(blob("PUT", "b?comp=lease", "x-ms-lease-action: acquire\r\nx-ms-lease-duration: 15\r\n", "")),
            bytes(request("GET", "/acct/box?restype=container&comp=list&prefix=a&delimiter=%2F", STORAGE, "")),
            bytes(
                    request(
                            "POST",
                            "/acct?comp=batch",
                            STORAGE + "Content-Type: multipart/mixed; boundary=x\r\n",
                            "--x\r\nContent-Type: application/http\r\nContent-ID: 0\r\n\r\nDELETE /acct/box/b HTTP/1.1\r\n\r\n--x--\r\n")),
            bytes(request(
                    "OPTIONS",
                    "/acct/box",
                    "Host: localhost\r\nOrigin: http://a\r\nAccess-Control-Request-Method: GET\r\n",
                    "")));

    private final ObjectMapper json = new ObjectMapper();
    private final FakeAzure azure;

    HostileBytes() {
        azure = FakeAzure.start(FakeAzureOptions.defaults()
                .withStorageAccount("acct", FakeAzureOptions.randomKey())
                .withToken(TOKEN)
                .withJournal(false)
                .withVirtualTimeFrom(Instant.parse("2026-11-23T12:00:00Z")));
        azure.scripts().everything().play(Script.succeeds());
        // The first request loads the host, which takes its time where classes are instrumented.
        prepare(WARM_UP);
    }

    /** An account with a pool and a job, and one with a container. */
    private void prepare(Duration limit) {
        azure.reset();
        good(
                azure.batchEndpoint(),
                post("/pools?" + API, JSON, pool("pool")) + post("/jobs?" + API, JSON, job("job")),
                limit);
        good(azure.blobEndpoint(), request("PUT", "/acct/box?restype=container", STORAGE, ""), limit);
    }

    /** Sends the bytes to both ports, on a connection each. */
    void send(byte[] bytes) {
        try {
            prepare(LIMIT);
            for (Answer answer : answers(azure.batchEndpoint(), bytes)) {
                if (isRefusal(answer) && !isOfTheKit(answer, bytes)) {
                    checkJson(answer);
                }
            }
            for (Answer answer : answers(azure.blobEndpoint(), bytes)) {
                if (isRefusal(answer)) {
                    checkXml(answer);
                }
            }
            good(azure.batchEndpoint(), get("/pools?" + API), LIMIT);
            good(azure.blobEndpoint(), request("GET", "/acct/?comp=list", STORAGE, ""), LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(azure.failures().take()).as("failures of the fake").isEmpty();
    }

    private static List<Answer> answers(URI endpoint, byte[] sent) throws IOException {
        List<Answer> answers = RawExchange.of(endpoint, sent, LIMIT).answers();
        if (new String(sent, ISO_8859_1).stripLeading().contains("\r\n\r\n")) {
            assertThat(answers).as("answers to what looks like a request").isNotEmpty();
        }
        answers.forEach(answer -> check(answer, sent));
        return answers;
    }

    private static void good(URI endpoint, String requests, Duration limit) {
        try {
            assertThat(RawExchange.of(endpoint, bytes(requests), limit).answers())
                    .as("answers to good requests")
                    .isNotEmpty()
                    .allMatch(answer -> answer.status() < 300);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 501 is what is not modelled, 505 a version of HTTP that nobody speaks. */
    private static void check(Answer answer, byte[] sent) {
        assertThat(answer.status() < 500 || answer.status() == 501 || answer.status() == 505)
                .as("%s", answer)
                .isTrue();
        String request = new String(sent, ISO_8859_1);
        for (String trace : List.of("\tat ", "java.lang.", "jetty", "wiremock")) {
            assertThat(answer.body().contains(trace) && !request.contains(trace))
                    .as("%s", answer)
                    .isFalse();
        }
    }

    private static boolean isRefusal(Answer answer) {
        return answer.status() >= 400 && !answer.body().isEmpty();
    }

    /** What the kit's own paths say is for people. */
    private static boolean isOfTheKit(Answer answer, byte[] sent) {
        return answer.header("Content-Type").startsWith("text/plain")
                && new String(sent, ISO_8859_1).contains("__batchbench");
    }

    private void checkJson(Answer answer) throws JsonProcessingException {
        assertThat(answer.header("Content-Type")).as("%s", answer).startsWith("application/json");
        JsonNode body = json.readTree(utf8(answer));
        // An authority has a form of its own.
        if (!body.has("error")) {
            assertThat(body.path("code").asText()).as("%s", answer).isNotEmpty();
            assertThat(answer.header("request-id")).as("%s", answer).isNotEmpty();
        }
    }

    private static void checkXml(Answer answer) {
        assertThat(answer.header("Content-Type")).as("%s", answer).startsWith("application/xml");
        assertThat(Xml.parse(utf8(answer).getBytes(UTF_8)).getDocumentElement().getTagName())
                .as("%s", answer)
                .isEqualTo("Error");
        assertThat(answer.header("x-ms-request-id")).as("%s", answer).isNotEmpty();
    }

    private static String utf8(Answer answer) {
        return new String(answer.body().getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public void close() {
        azure.close();
    }

    /** A character below 256 as the byte that it is, so that what was bytes stays the same; any other as UTF-8. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints()
                .mapToObj(c -> c < 0x100
                        ? new byte[] {(byte) c}
                        : Character.toString(c).getBytes(UTF_8))
                .forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static String pool(String id) {
        return "{\"id\":\"" + id + "\",\"vmSize\":\"standard_d2s_v3\",\"targetDedicatedNodes\":1,"
                + "\"virtualMachineConfiguration\":{\"imageReference\":{\"publisher\":\"canonical\","
                + "\"offer\":\"0001-com-ubuntu-server-jammy\",\"sku\":\"22_04-lts\"},"
                + "\"nodeAgentSKUId\":\"batch.node.ubuntu 22.04\"}}";
    }

    private static String job(String id) {
        return "{\"id\":\"" + id + "\",\"poolInfo\":{\"poolId\":\"pool\"}}";
    }

    private static String get(String target) {
        return request("GET", target, HEAD, "");
    }

    private static String post(String target, String headers, String body) {
        return request("POST", target, HEAD + headers, body);
    }

    private static String blob(String method, String name, String headers, String body) {
        return request(method, "/acct/box/" + name, STORAGE + headers, body);
    }

    private static String request(String method, String target, String headers, String body) {
        String length =
                method.equals("GET") || method.equals("HEAD") ? "" : "Content-Length: " + body.length() + "\r\n";
        return method + " " + target + " HTTP/1.1\r\n" + headers + length + "\r\n" + body;
    }

    private static String chunked(String start, String headers, String body) {
        return start + " HTTP/1.1\r\n" + HEAD + headers + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()).toUpperCase(Locale.ROOT) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    private static byte[] packed(String target, String body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes(post(target, JSON + "Content-Encoding: gzip\r\n", packed.toString(ISO_8859_1)));
    }
}
