package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Requests to Blob storage with bad insides: the answer is a refusal of the service's, or it is done. */
final class HostileBlobRequests {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final SharedKey KEY = new SharedKey("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final SasSigner SIGNER = new SasSigner("acct", KEY);
    private static final String SAS = SIGNER.account("rwdlacutfi", "sco", NOW.plus(Duration.ofDays(1)));

    static final List<String> TOKENS = List.of(SAS, SIGNER.container("box", "rl", NOW.plus(Duration.ofHours(1))));
    static final List<String> PATHS = List.of("/acct/box/a", "/acct/box/dir%2Fb%20c", "/acct/$root/x", "/acct/box");
    static final List<String> QUERIES = List.of(
            "comp=block&blockid=MDE=",
            "restype=container&comp=list&prefix=a&delimiter=/&maxresults=5&marker=b&include=metadata,tags",
            "comp=tags",
            "comp=lease",
            "snapshot=2026-11-23T12:00:00.0000000Z",
            "comp=blobs&where=\"a\"='b'");
    static final List<String> HEADERS = List.of(
            "x-ms-blob-type: BlockBlob",
            "Range: bytes=0-3",
            "x-ms-range: bytes=5-",
            "If-Match: \"0x8\"",
            "x-ms-lease-id: 00000000-0000-0000-0000-000000000000",
            "x-ms-meta-a: b",
            "x-ms-tags: a=b&c=d",
            "x-ms-copy-source: http://localhost/acct/box/a",
            "Content-MD5: AAAA",
            "x-ms-access-tier: Cool",
            "x-ms-version: 2021-12-02");
    static final List<String> BLOCK_LISTS = List.of(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList><Latest>MDE=</Latest><Committed>MDI=</Committed></BlockList>",
            "<Tags><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tags>");

    private final BlobFace face;

    HostileBlobRequests(Path folder) {
        face = new BlobFace(
                new StorageAccount("acct", new ContentStore(folder), () -> NOW), BlobCredentials.of(KEY), () -> NOW);
        send("PUT", "/acct/box", "restype=container&" + SAS, Headers.NONE, "");
        send("PUT", "/acct/box/a", SAS, Headers.NONE.with("x-ms-blob-type", "BlockBlob"), "abc");
        send("PUT", "/acct/box/a", "comp=block&blockid=MDE=&" + SAS, Headers.NONE, "block");
    }

    void token(String token) {
        send("GET", "/acct/box/a", token, Headers.NONE, "");
        send("PUT", "/acct/box/c", token, Headers.NONE.with("x-ms-blob-type", "BlockBlob"), "x");
    }

    void path(String path) {
        for (String method : List.of("GET", "PUT", "DELETE", "HEAD")) {
            send(
                    method,
                    path.startsWith("/") ? path : "/" + path,
                    SAS,
                    Headers.NONE.with("x-ms-blob-type", "BlockBlob"),
                    "");
        }
    }

    void query(String query) {
        for (String method : List.of("GET", "PUT", "POST")) {
            send(method, "/acct/box/a", query + "&" + SAS, Headers.NONE, "");
            send(method, "/acct/box", query + "&" + SAS, Headers.NONE, "");
        }
    }

    void header(String header) {
        int colon = Math.max(1, header.indexOf(':'));
        if (header.length() > colon) {
            Headers headers = Headers.NONE.with(
                    header.substring(0, colon), header.substring(colon + 1).strip());
            send("GET", "/acct/box/a", SAS, headers, "");
            send("PUT", "/acct/box/a", SAS, headers, "new");
            send("PUT", "/acct/box/a", "comp=lease&" + SAS, headers.with("x-ms-lease-action", "acquire"), "");
            send("PUT", "/acct/box/b", SAS, headers.with("x-ms-blob-type", "AppendBlob"), "");
        }
    }

    void body(String body) {
        send("PUT", "/acct/box/a", "comp=blocklist&" + SAS, Headers.NONE, body);
        send("PUT", "/acct/box/a", "comp=tags&" + SAS, Headers.NONE, body);
        send("PUT", "/acct/", "restype=service&comp=properties&" + SAS, Headers.NONE, body);
        send("PUT", "/acct/box", "restype=container&comp=acl&" + SAS, Headers.NONE, body);
    }

    private void send(String method, String path, String query, Headers headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Headers all = headers.with("Content-Length", Integer.toString(bytes.length));
        Response response = face.handle(new Request(method, path, query, all, Content.of(bytes)));
        String text = text(response);
        assertThat(response.status() < 500 || response.status() == 501)
                .as("%s %s?%s: %s %s", method, path, query, response.status(), text)
                .isTrue();
        assertThat(text).doesNotContain("\tat ", "io.github.batchbench");
    }

    private static String text(Response response) {
        try {
            return new String(response.body().bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
