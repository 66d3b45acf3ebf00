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
import io.github.batchbench.fuzz.Together;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of one storage account at the same time, and clients that should have none. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class BlobClientsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final SharedKey KEY = new SharedKey("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 60;
    private static final int LENGTH = 20_000;

    @TempDir
    private Path folder;

    private BlobApi api;
    private SasSigner signer;
    private String sas;

    @BeforeEach
    void start() {
        api = new BlobApi(
                new StorageAccount("acct", new ContentStore(folder), () -> NOW), BlobCredentials.of(KEY), () -> NOW);
        signer = new SasSigner("acct", KEY);
        sas = signer.account("rwdlact", "sco", NOW.plus(Duration.ofDays(1)));
        assertThat(send("PUT", "/acct/box", "restype=container&" + sas, "").status())
                .isEqualTo(201);
        assertThat(put("A").status()).isEqualTo(201);
    }

    @Test
    void noReaderSeesHalfOfAnUpload() throws Exception {
        Together.run(CLIENTS, client -> {
            for (int i = 0; i < ROUNDS; i++) {
                if (client % 2 == 0) {
                    assertThat(put(String.valueOf((char) ('A' + client))).status())
                            .isEqualTo(201);
                } else {
                    whole();
                }
            }
        });
    }

    @Test
    void aBlockListIsCommittedAsAWhole() throws Exception {
        Together.run(CLIENTS, client -> {
            String letter = String.valueOf((char) ('A' + client));
            for (int i = 0; i < ROUNDS; i++) {
                StringBuilder list = new StringBuilder("<BlockList>");
                for (int block = 0; block < 4; block++) {
                    String id = Base64.getEncoder().encodeToString((letter + block).getBytes(StandardCharsets.UTF_8));
                    int status = send(
                                    "PUT",
                                    "/acct/box/b",
                                    "comp=block&blockid=" + id + "&" + sas,
                                    letter.repeat(LENGTH / 4))
                            .status();
                    assertThat(status).isEqualTo(201);
                    list.append("<Latest>").append(id).append("</Latest>");
                }
                // Another client's commit throws away the blocks that it does not name: then the list is refused.
                int status = send("PUT", "/acct/box/b", "comp=blocklist&" + sas, list + "</BlockList>")
                        .status();
                assertThat(status).isIn(201, 400);
                whole();
            }
        });
    }

    private void whole() throws Exception {
        Response answer = send("GET", "/acct/box/b", sas, "");
        assertThat(answer.status()).isEqualTo(200);
        String text = new String(answer.body().bytes(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo(text.substring(0, 1).repeat(LENGTH));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /acct, comp=list",
        "GET, /acct, restype=service&comp=properties",
        "PUT, /acct, restype=service&comp=properties",
        "POST, /acct, comp=batch",
        "PUT, /acct/new, restype=container",
        "GET, /acct/box, restype=container",
        "DELETE, /acct/box, restype=container",
        "GET, /acct/box, restype=container&comp=list",
        "PUT, /acct/box, restype=container&comp=acl",
        "PUT, /acct/box, restype=container&comp=lease",
        "GET, /acct/box/b, ''",
        "HEAD, /acct/box/b, ''",
        "PUT, /acct/box/b, ''",
        "DELETE, /acct/box/b, ''",
        "PUT, /acct/box/b, comp=block&blockid=MDE=",
        "PUT, /acct/box/b, comp=blocklist",
        "GET, /acct/box/b, comp=blocklist",
        "PUT, /acct/box/b, comp=metadata",
        "PUT, /acct/box/b, comp=tags",
        "GET, /acct/box/b, comp=tags",
        "PUT, /acct/box/b, comp=lease",
        "PUT, /acct/box/b, comp=snapshot",
        "PUT, /acct/box/b, comp=tier",
        "PUT, /acct/box/b, comp=appendblock"
    })
    void nobodyGetsInWithoutAGoodSignature(String method, String path, String query) {
        String expired = signer.account("rwdlact", "sco", NOW.minusSeconds(1));
        String forged = sas.replaceFirst("sig=.", "sig=_");
        String widened =
                signer.account("r", "sco", NOW.plus(Duration.ofDays(1))).replace("sp=r", "sp=rwdlact");
        for (String signature : List.of("", expired, forged, widened)) {
            Response answer = send(method, path, query.isEmpty() ? signature : query + "&" + signature, "x");

            assertThat(answer.status()).as(signature).isIn(401, 403, 404);
        }
        assertThat(send("GET", "/acct/box/b", sas, "").status()).isEqualTo(200);
    }

    private Response put(String letter) {
        return send("PUT", "/acct/box/b", sas, letter.repeat(LENGTH));
    }

    private Response send(String method, String path, String query, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.NONE
                .with("Content-Length", Integer.toString(bytes.length))
                .with("x-ms-blob-type", "BlockBlob");
        return api.handle(new Request(method, path, query, headers, Content.of(bytes)));
    }
}
