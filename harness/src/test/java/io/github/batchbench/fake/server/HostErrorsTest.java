package io.github.batchbench.fake.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.server.RawExchange.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the host of the fake answers by itself, seen from a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostErrorsTest {
    private static final String LENGTH = "Content-Length: ";

    @SuppressWarnings("NullAway.Init")
    private FakeAzure azure;

    @BeforeAll
    void start() {
        azure = FakeAzure.start();
    }

    @AfterAll
    void stop() {
        azure.close();
    }

    /** Requests that no service would take. */
    static Stream<String> broken() {
        String long431 = "x".repeat(40_000);
        return Stream.of(
                "GET /x?a=100% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /x?a=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /x%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /x% HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /" + long431 + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nx: " + long431 + "\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST /jobs HTTP/1.1\r\nHost: localhost\r\n" + LENGTH + "x\r\n\r\n",
                "POST /jobs HTTP/1.1\r\nHost: localhost\r\n" + LENGTH + "-1\r\n\r\n",
                chunked("zz"),
                chunked("-5"),
                chunked("ffffffffffffffffff"),
                post("Content-Type: multipart/form-data", "hello"),
                post("Content-Type: multipart/mixed; boundary=x", "--x\r\nbroken"),
                post("Content-Type: application/x-www-form-urlencoded", "a=%zz&b=%"),
                post("Content-Type: application/x-www-form-urlencoded; charset=no-such", "a=b"),
                post("Content-Type: text/plain; charset=no-such", "a=b"),
                post("Content-Type: ;;;", "a=b"),
                post("Content-Encoding: gzip", "not packed"),
                post("Content-Encoding: br", "not packed"),
                post("Cookie: =;;==\u0001", "a"),
                post("Content-Type: application/json", "\u001f\u008bnot packed"),
                "GET /__files/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /__files HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    }

    private static String chunked(String size) {
        return "POST /jobs HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + size
                + "\r\nhello\r\n0\r\n\r\n";
    }

    private static String post(String header, String body) {
        return "POST /jobs?api-version=2024-07-01.20.0 HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n" + LENGTH
                + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @MethodSource("broken")
    void batchAnswersInItsForm(String request) throws Exception {
        Answer answer = RawExchange.of(azure.batchEndpoint(), request).answer();

        assertThat(answer.status()).matches(HostErrorsTest::saysThatTheRequestIsWrong);
        assertThat(new ObjectMapper().readTree(answer.body()).path("code").asText())
                .isNotEmpty();
        assertThat(answer.header("request-id")).isNotEmpty();
        noTraceOf(answer);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void blobStorageAnswersInItsForm(String request) throws Exception {
        Answer answer = RawExchange.of(azure.blobEndpoint(), request).answer();

        assertThat(answer.status()).matches(HostErrorsTest::saysThatTheRequestIsWrong);
        assertThat(DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(answer.body().getBytes(ISO_8859_1)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("Error");
        assertThat(answer.header("x-ms-request-id")).isNotEmpty();
        noTraceOf(answer);
    }

    private static boolean saysThatTheRequestIsWrong(int status) {
        return status == 505 || (status >= 400 && status < 500);
    }

    private static void noTraceOf(Answer answer) {
        assertThat(answer.head() + answer.body())
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("jetty", "wiremock", "java.lang", "\tat ", "host of the fake failed");
    }

    /** A megabyte that would become a gigabyte. */
    @Test
    void aPackedBombIsRefused() throws Exception {
        assertThat(sendPacked("", bomb(1 << 30)).status()).isBetween(400, 403);
        assertThat(sendPacked("Authorization: Bearer none\r\n", bomb(8 << 20)).status())
                .isEqualTo(403);
    }

    private Answer sendPacked(String header, String packed) throws IOException {
        String head = "POST /jobs?api-version=2024-07-01.20.0 HTTP/1.1\r\nHost: localhost\r\n" + header
                + "Content-Encoding: gzip\r\n" + LENGTH + packed.length() + "\r\n\r\n";
        return RawExchange.of(azure.batchEndpoint(), head + packed).answer();
    }

    /** Slow bodies wait for no thread: the host has 64 of them. */
    @Test
    void halfBodiesHoldNobodyUp() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                URI endpoint = i % 2 == 0 ? azure.batchEndpoint() : azure.blobEndpoint();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
                open.add(socket);
                socket.getOutputStream()
                        .write(("POST /jobs HTTP/1.1\r\nHost: localhost\r\n" + LENGTH + "1000\r\n\r\nhalf")
                                .getBytes(ISO_8859_1));
            }
            String good = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            assertThat(RawExchange.of(azure.batchEndpoint(), good).answer().status())
                    .isBetween(400, 499);
            assertThat(RawExchange.of(azure.blobEndpoint(), good).answer().status())
                    .isBetween(400, 499);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** As text of Latin-1. */
    private static String bomb(int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(ISO_8859_1);
            for (int i = 0; i < length >> 20; i++) {
                out.write(blanks);
            }
        }
        return packed.toString(ISO_8859_1);
    }
}
