package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.blob.BlobApi;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SasSigner;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the fake can be asked: virtual time, files on disk, refusals by name. No HTTP. */
class FakeStorageOnlyTest {
    private static final SharedKey KEY = new SharedKey("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final String WRITE = "rwdlact";

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private StorageAccount account;
    private BlobApi api;
    private SasSigner signer;
    private String sas;

    @BeforeEach
    void makeAccount() {
        account = new StorageAccount("acct", new ContentStore(directory.resolve("blobs")), () -> now);
        api = new BlobApi(account, BlobCredentials.of(KEY), () -> now);
        signer = new SasSigner("acct", KEY);
        sas = signer.account(WRITE, "sco", now.plus(Duration.ofDays(9)));
        assertThat(send("PUT", "/acct/box", "restype=container", Headers.NONE, "")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aSasExpiresInVirtualTime() {
        put("a", "x");
        String hour = signer.container("box", "r", now.plus(Duration.ofHours(1)));

        assertThat(get("/acct/box/a", hour).status()).isEqualTo(200);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(get("/acct/box/a", hour).status()).isEqualTo(200);
        now = now.plus(Duration.ofMinutes(1));
        Response late = get("/acct/box/a", hour);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.headers().first("x-ms-error-code")).contains("AuthenticationFailed");
        assertThat(text(late))
                .contains("Signature not valid in the specified time frame")
                .doesNotContain("sig=");
    }

    @Test
    void aLeaseExpiresInVirtualTime() {
        put("a", "x");
        Headers acquire = Headers.NONE.with("x-ms-lease-action", "acquire").with("x-ms-lease-duration", "15");
        assertThat(send("PUT", "/acct/box/a", "comp=lease", acquire, "").status())
                .isEqualTo(201);

        assertThat(put("a", "y").headers().first("x-ms-error-code")).contains("LeaseIdMissing");
        now = now.plus(Duration.ofSeconds(15));
        assertThat(put("a", "y").status()).isEqualTo(201);
    }

    @Test
    void theNameOfADeletedContainerCanStayTaken() {
        account.containerDeletionTakes(Duration.ofSeconds(30));
        assertThat(send("DELETE", "/acct/box", "restype=container", Headers.NONE, "")
                        .status())
                .isEqualTo(202);

        Response early = send("PUT", "/acct/box", "restype=container", Headers.NONE, "");
        assertThat(early.headers().first("x-ms-error-code")).contains("ContainerBeingDeleted");
        now = now.plus(Duration.ofSeconds(30));
        assertThat(send("PUT", "/acct/box", "restype=container", Headers.NONE, "")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anEmptiedAccountFreesNamesAtOnceAsANewOneDoes() {
        account.containerDeletionTakes(Duration.ofSeconds(30));
        account.clear();
        for (int status : new int[] {201, 202, 201}) {
            String method = status == 202 ? "DELETE" : "PUT";
            assertThat(send(method, "/acct/box", "restype=container", Headers.NONE, "")
                            .status())
                    .isEqualTo(status);
        }
    }

    @Test
    void whatIsReplacedOrDeletedLeavesTheDisk() throws IOException {
        put("a", "first");
        put("a", "second");
        put("b", "third");
        assertThat(files()).isEqualTo(2);
        send("PUT", "/acct/box/a", "comp=snapshot", Headers.NONE, "");
        put("a", "fourth");
        assertThat(files()).isEqualTo(3);
        send("PUT", "/acct/box/c", "comp=block&blockid=MDE=", Headers.NONE, "block");
        assertThat(files()).isEqualTo(4);
        account.clear();

        assertThat(files()).isZero();
    }

    @Test
    void aReaderKeepsWhatItReads() throws IOException {
        put("a", "before");
        Response reading = get("/acct/box/a", sas);
        put("a", "after");
        send("DELETE", "/acct/box/a", "", Headers.NONE, "");

        assertThat(text(reading)).isEqualTo("before");
        assertThat(files()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /acct/box/a, comp=incrementalcopy,                     IncrementalCopyBlob",
        "PUT,    /acct/box/a, comp=undelete,                            UndeleteBlob",
        "POST,   /acct/box/a, comp=query,                               QueryBlobContents",
        "PUT,    /acct/box,   restype=container&comp=undelete,          RestoreContainer",
        "PUT,    /acct/box/a, comp=somethingnew,                        comp=somethingnew"
    })
    void whatIsNotDoneIsRefusedByName(String method, String path, String query, String name) {
        String permitted = signer.account("rwdlacutfi", "sco", now.plus(Duration.ofDays(1)));
        Response answer = api.handle(new Request(method, path, query + "&" + permitted, Headers.NONE, Content.EMPTY));

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.headers().first("x-ms-error-code")).contains("NotImplemented");
        assertThat(text(answer)).contains(name);
    }

    @Test
    void strangersAreNotServed() {
        assertThat(api.handle(new Request("GET", "/other/box/a", sas, Headers.NONE, Content.EMPTY))
                        .status())
                .isEqualTo(404);
        assertThat(api.handle(new Request("PUT", "/acct/new", "restype=container", Headers.NONE, Content.EMPTY))
                        .status())
                .isEqualTo(401);
        assertThat(api.handle(new Request("GET", "/acct/box/%zz", sas, Headers.NONE, Content.EMPTY))
                        .headers()
                        .first("x-ms-error-code"))
                .contains("InvalidUri");
    }

    private Response put(String name, String text) {
        return send("PUT", "/acct/box/" + name, "", Headers.NONE.with("x-ms-blob-type", "BlockBlob"), text);
    }

    private Response get(String path, String signature) {
        return api.handle(new Request("GET", path, signature, Headers.NONE, Content.EMPTY));
    }

    private Response send(String method, String path, String query, Headers headers, String body) {
        String signed = query.isEmpty() ? sas : query + "&" + sas;
        return api.handle(new Request(method, path, signed, headers, Content.of(body)));
    }

    private static String text(Response response) {
        try {
            return new String(response.body().bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("blobs"))) {
            return all.count();
        }
    }
}
