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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Requests to Blob storage with bad insides: the answer is a refusal of the service's, or it is done. */
final class HostileBlobRequests implements AutoCloseable {
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
            "<Tags><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tags>",
            "<StorageServiceProperties><Logging><Version>1.0</Version><Read>true</Read><RetentionPolicy><Enabled>true"
                    + "</Enabled><Days>7</Days></RetentionPolicy></Logging></StorageServiceProperties>",
            "<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy><Start>2026-01-01T00:00:00Z</Start>"
                    + "<Expiry>2027-01-01</Expiry><Permission>r</Permission></AccessPolicy></SignedIdentifier></SignedIdentifiers>");

    private final Path folder;
    private final ContentStore store;
    private final BlobApi api;

    /** Over a store in a folder of an empty folder, which must stay alone there. */
    HostileBlobRequests(Path folder) {
        this.folder = folder;
        store = new ContentStore(folder.resolve("blobs"));
        api = new BlobApi(new StorageAccount("acct", store, () -> NOW), BlobCredentials.of(KEY), () -> NOW);
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

    /** Without line ends, which no HTTP server lets through. */
    void header(String text) {
        String header = text.replaceAll("[\\r\\n]", "");
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
        Response response = api.handle(new Request(method, path, query, all, Content.of(bytes)));
        String text = text(response);
        assertThat(response.status() < 500 || response.status() == 501)
                .as("%s %s?%s: %s %s", method, path, query, response.status(), text)
                .isTrue();
        assertThat(text).doesNotContain("\tat ", "io.github.batchbench");
        assertThat(response.headers().lines())
                .allMatch(line -> line.value().chars().noneMatch(c -> c == '\r' || c == '\n'));
        if (text.startsWith("\ufeff<?xml")) {
            Xml.parse(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whatever a blob is called, its content lies in the store's own folder. */
    @Override
    public void close() {
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).allMatch(entry -> entry.endsWith("blobs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.close();
    }

    private static String text(Response response) {
        try {
            return new String(response.body().bytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
