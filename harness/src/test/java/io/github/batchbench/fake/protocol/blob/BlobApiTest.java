package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SasSigner;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import io.github.batchbench.fake.protocol.blob.format.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class BlobApiTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final SharedKey KEY = new SharedKey("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final String SAS =
            new SasSigner("acct", KEY).account("rwdlacutfi", "sco", NOW.plus(Duration.ofDays(1)));

    @TempDir
    private Path folder;

    @Test
    void aDefectIsAPlainInternalErrorAndItsLogHasNoSignature() throws IOException {
        AtomicInteger times = new AtomicInteger();
        InstantSource broken = () -> {
            if (times.incrementAndGet() > 1) {
                throw new IllegalStateException("cannot read http://localhost/a?sp=r&sig=c2VjcmV0%3D&se=1");
            }
            return NOW;
        };
        try (Heard heard = new Heard()) {
            Response response = send(api(broken), "GET", "/acct/box-of-a-defect", SAS, Headers.NONE);

            assertThat(response.status()).isEqualTo(500);
            assertThat(text(response))
                    .contains("<Code>InternalError</Code>")
                    .doesNotContain("\tat ", "IllegalState", "sig=");
            assertThat(heard.lines)
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains(
                                    "GET /acct/box-of-a-defect", "IllegalStateException", "\tat ", "sig=REDACTED&se=1")
                            .doesNotContain("c2VjcmV0"));
        }
    }

    @Test
    void anAnswerThatQuotesWhatXmlCannotHoldIsXml() throws IOException {
        BlobApi api = api(() -> NOW);
        send(api, "PUT", "/acct/box", "restype=container&" + SAS, Headers.NONE);

        Response list =
                send(api, "GET", "/acct/box", "restype=container&comp=list&prefix=a%01%EF%BF%BF&" + SAS, Headers.NONE);

        Document document = Xml.parse(list.body().bytes());
        assertThat(document.getElementsByTagName("Prefix").item(0).getTextContent())
                .isEqualTo("a\ufffd\ufffd");
    }

    @Test
    void aNameMayMixEscapesAndCharactersBeyondTheFirstPlane() throws IOException {
        BlobApi api = api(() -> NOW);
        send(api, "PUT", "/acct/box", "restype=container&" + SAS, Headers.NONE);
        Headers block = Headers.NONE.with("x-ms-blob-type", "BlockBlob");

        assertThat(send(api, "PUT", "/acct/box/a%20\ud83d\ude00\u00e9", SAS, block)
                        .status())
                .isEqualTo(201);

        Response list = send(api, "GET", "/acct/box", "restype=container&comp=list&" + SAS, Headers.NONE);
        Document document = Xml.parse(list.body().bytes());
        assertThat(document.getElementsByTagName("Name").item(0).getTextContent())
                .isEqualTo("a \ud83d\ude00\u00e9");
    }

    @Test
    void aCopyWithARangeThatHttpCannotSendIsRefused() {
        BlobApi api = api(() -> NOW);
        send(api, "PUT", "/acct/box", "restype=container&" + SAS, Headers.NONE);
        Headers headers = Headers.NONE
                .with("x-ms-copy-source", "http://127.0.0.1:9/a")
                .with("x-ms-source-range", "bytes=\u00010-1")
                .with("x-ms-requires-sync", "true");

        Response copy = send(api, "PUT", "/acct/box/b", SAS, headers);

        assertThat(copy.status()).isEqualTo(400);
    }

    private BlobApi api(InstantSource clock) {
        return new BlobApi(
                new StorageAccount("acct", new ContentStore(folder), () -> NOW), BlobCredentials.of(KEY), clock);
    }

    private static Response send(BlobApi api, String method, String path, String query, Headers headers) {
        return api.handle(new Request(method, path, query, headers.with("Content-Length", "0"), Content.EMPTY));
    }

    private static String text(Response response) throws IOException {
        return new String(response.body().bytes(), StandardCharsets.UTF_8);
    }

    /** What the API logs in this test: other classes may run beside it. */
    private static final class Heard extends Handler implements AutoCloseable {
        private static final Logger LOG = Logger.getLogger(BlobApi.class.getName());

        private final List<String> lines = new CopyOnWriteArrayList<>();

        Heard() {
            LOG.addHandler(this);
            LOG.setUseParentHandlers(false);
        }

        @Override
        public void publish(LogRecord logged) {
            if (logged.getMessage().contains("box-of-a-defect")) {
                lines.add(logged.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            LOG.removeHandler(this);
            LOG.setUseParentHandlers(true);
        }
    }
}
