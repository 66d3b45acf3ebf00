package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches as clients write them: forms of the parts' addresses and of the boundary, and what the answer looks like. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class BatchRequestsTest {
    private static final String LINE = "\r\n";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeBlob() {
        wire = new Wire(folder);
        wire.put("/acct/box", "restype=container");
        wire.putBlob("/acct/box/a", "x");
    }

    @ParameterizedTest
    @CsvSource({
        "/acct, '', /box/a",
        "/acct, '', /acct/box/a",
        "/acct, '', http://127.0.0.1:10000/acct/box/a",
        "/acct/box, '', /box/a",
        "/acct/box, '', /acct/box/a",
        "/, acct.blob.localhost:10000, /box/a",
        "/, acct.blob.localhost:10000, http://acct.blob.localhost:10000/box/a",
        "/box, acct.blob.localhost:10000, /box/a",
    })
    void aPartNamesItsBlobInAnyForm(String path, String host, String line) {
        Answered answer = batch(path, host, "multipart/mixed; boundary=b1", body("b1", line + "?" + wire.sas("d")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).contains("HTTP/1.1 202 Accepted");
        assertThat(wire.get("/acct/box/a", "").outcome()).isEqualTo("404 BlobNotFound");
    }

    @Test
    void aPartMaySignWithOrWithoutTheAccount() {
        for (String path : new String[] {"/box/a", "/acct/box/a"}) {
            wire.putBlob("/acct/box/a", "x");
            Request part = new Request(
                    "DELETE", path, "", Headers.NONE.with("x-ms-date", "Mon, 23 Nov 2026 12:00:00 GMT"), Content.EMPTY);
            String host = path.startsWith("/acct") ? "" : "acct.blob.localhost";
            Request signed = Wire.signed(host.isEmpty() ? part : withHost(part, host));
            String text = "DELETE /box/a HTTP/1.1" + LINE
                    + "x-ms-date: Mon, 23 Nov 2026 12:00:00 GMT" + LINE
                    + "Authorization: "
                    + signed.headers().first("Authorization").orElseThrow() + LINE;
            Answered answer = batch("/acct", "", "multipart/mixed; boundary=b1", wrapped("b1", text));

            assertThat(answer.body()).as(path).contains("HTTP/1.1 202 Accepted");
        }
    }

    private static Request withHost(Request request, String host) {
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.headers().with("Host", host),
                request.body());
    }

    @Test
    void anEmptyLineEndsAPartAndNothingComesAfterIt() {
        Answered answer = batch("/acct", "", "multipart/mixed; boundary=b1", body("b1", "/box/a?" + wire.sas("d")));

        String boundary = answer.header("Content-Type").replace("multipart/mixed; boundary=", "");
        String[] sections = answer.body().split("--" + boundary, -1)[1].split(LINE + LINE, -1);
        assertThat(sections).hasSize(3);
        assertThat(sections[0]).contains("Content-Type: application/http", "Content-ID: 0");
        assertThat(sections[1]).startsWith("HTTP/1.1 202 Accepted");
        assertThat(sections[2]).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/mixed; Boundary=b1", "multipart/mixed;boundary=\"b1\"", "multipart/mixed; BOUNDARY=b1"
            })
    void theBoundaryIsFoundHoweverItIsWritten(String type) {
        assertThat(batch("/acct", "", type, body("b1", "/box/a?" + wire.sas("d")))
                        .body())
                .contains("HTTP/1.1 202 Accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/mixed, b1, InvalidHeaderValue",
        "multipart/mixed; boundary=b1; boundary=b2, b1, InvalidHeaderValue",
        "multipart/mixed; boundary=other, b1, InvalidInput",
    })
    void aBatchThatCannotBeReadIsAcceptedWithOneRefusal(String type, String boundary, String code) {
        Answered answer = batch("/acct", "", type, body(boundary, "/box/a?" + wire.sas("d")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).containsOnlyOnce("HTTP/1.1 400 ").contains("<Code>" + code + "</Code>");
        assertThat(wire.get("/acct/box/a", "").status()).isEqualTo(200);
    }

    @Test
    void aPartWithTwoSignaturesIsForbidden() {
        Answered answer =
                batch("/acct", "", "multipart/mixed; boundary=b1", body("b1", "/box/a?" + wire.sas("d") + "&sig=more"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .contains("HTTP/1.1 403 Server failed to authenticate", "<Code>AuthenticationFailed</Code>");
    }

    @Test
    void partsAreAtMostTwoHundredAndFiftySix() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 257; i++) {
            body.append("--b1").append(LINE).append(part("DELETE /box/a HTTP/1.1" + LINE));
        }
        assertThat(batch("/acct", "", "multipart/mixed; boundary=b1", body + "--b1--")
                        .body())
                .contains("<Code>ExceedsMaxBatchRequestCount</Code>");
    }

    @Test
    void aPartSaysNothingThatTheBatchSaysForAll() {
        String sas = wire.sas("d");
        String two = "--b1" + LINE + part("DELETE /box/a?" + sas + " HTTP/1.1" + LINE) + "--b1" + LINE
                + part("DELETE /box/a?" + sas + " HTTP/1.1" + LINE) + "--b1--";
        String answer = batch("/acct", "", "multipart/mixed; boundary=b1", two).body();
        String[] parts = answer.split("--batchresponse_[-0-9a-f]{36}", -1);

        assertThat(parts[1])
                .contains("HTTP/1.1 202 Accepted", "Server: Windows-Azure-Blob/1.0" + LINE)
                .doesNotContain("Date: ", "Content-Length: ");
        assertThat(parts[2])
                .contains("HTTP/1.1 404 The specified blob does not exist." + LINE, "x-ms-error-code: BlobNotFound")
                .contains("Content-Length: ", "Content-Type: application/xml")
                .doesNotContain("Date: ");
        assertThat(parts[3]).isEqualTo("--");
    }

    private Answered batch(String path, String host, String type, String body) {
        return host.isEmpty()
                ? wire.send("POST", path, query(path, host), body, "Content-Type", type)
                : wire.send("POST", path, query(path, host), body, "Content-Type", type, "Host", host);
    }

    private static String query(String path, String host) {
        boolean inContainer = host.isEmpty() ? path.indexOf('/', 1) > 0 : path.length() > 1;
        return inContainer ? "restype=container&comp=batch" : "comp=batch";
    }

    private static String body(String boundary, String url) {
        return wrapped(boundary, "DELETE " + url + " HTTP/1.1" + LINE);
    }

    private static String wrapped(String boundary, String request) {
        return "--" + boundary + LINE + part(request) + "--" + boundary + "--" + LINE;
    }

    private static String part(String request) {
        return "Content-Type: application/http" + LINE + "Content-Transfer-Encoding: binary" + LINE + "Content-ID: 0"
                + LINE + LINE + request + "Content-Length: 0" + LINE + LINE;
    }
}
