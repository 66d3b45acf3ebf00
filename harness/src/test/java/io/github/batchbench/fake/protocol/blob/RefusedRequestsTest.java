package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service refuses, and how: check sums, conditions, leases, sources of copies, the secondary endpoint. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class RefusedRequestsTest {
    private static final String HELLO_MD5 = "XrY7u+Ae7tCTyyK7j1rNww==";
    private static final String HELLO_CRC = "vo7q9sPVKY0=";
    private static final String OTHER_MD5 = "rL0Y20zC+Fzt72VPzMSk2A==";
    private static final String LEASE = "2a57c317-bd8a-497d-811b-399b44ab7dad";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeContainer() {
        wire = new Wire(folder);
        wire.put("/acct/box", "restype=container");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-MD5, not base64, 400 InvalidMd5",
        "Content-MD5, c2hvcnQ=, 400 InvalidMd5",
        "x-ms-blob-content-md5, c2hvcnQ=, 400 InvalidMd5",
        "Content-MD5, " + OTHER_MD5 + ", 400 Md5Mismatch",
        "x-ms-blob-content-md5, " + OTHER_MD5 + ", 400 Md5Mismatch",
        "x-ms-content-crc64, AAAA, 400 InvalidHeaderValue",
        "x-ms-content-crc64, AAAAAAAAAAA=, 400 Crc64Mismatch",
        "Content-MD5, " + HELLO_MD5 + ", 201",
        "x-ms-content-crc64, " + HELLO_CRC + ", 201",
    })
    void aBlobIsWhatItsCheckSumSays(String header, String value, String outcome) {
        assertThat(wire.putBlob("/acct/box/a", "hello world", header, value).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void theMd5ThatIsKeptOutranksThatOfTheBody() {
        assertThat(wire.putBlob(
                                "/acct/box/a",
                                "hello world",
                                "Content-MD5",
                                OTHER_MD5,
                                "x-ms-blob-content-md5",
                                HELLO_MD5)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void oneCheckSumIsEnough() {
        String[] both = {"Content-MD5", HELLO_MD5, "x-ms-content-crc64", HELLO_CRC};

        assertThat(wire.putBlob("/acct/box/a", "hello world", both).outcome())
                .isEqualTo("400 BothCrc64AndMd5HeaderPresent");
        assertThat(wire.send("PUT", "/acct/box/a", "comp=block&blockid=MQ==", "hello world", both)
                        .outcome())
                .isEqualTo("400 BothCrc64AndMd5HeaderPresent");
    }

    @ParameterizedTest
    @CsvSource({"bytes=0--1", "bytes=-5", "lines=0-1", "bytes=a-b"})
    void whatIsNoRangeIsOverlooked(String range) {
        wire.putBlob("/acct/box/a", "hello world");

        Answered get = wire.get("/acct/box/a", "", "Range", range);

        assertThat(get.status()).isEqualTo(200);
        assertThat(get.body()).isEqualTo("hello world");
    }

    @Test
    void conditionsOnTagsCountForBlockListsAndNameNoContainer() {
        wire.putBlob("/acct/box/a", "x", "x-ms-tags", "k=v");
        String list = "comp=blocklist";

        assertThat(wire.get("/acct/box/a", list, "x-ms-if-tags", "k = 'v'").status())
                .isEqualTo(200);
        assertThat(wire.get("/acct/box/a", list, "x-ms-if-tags", "k = 'w'").outcome())
                .isEqualTo("412 ConditionNotMet");
        assertThat(wire.get("/acct/box/a", "", "x-ms-if-tags", "@container = 'box'")
                        .outcome())
                .isEqualTo("400 InvalidHeaderValue");
    }

    /** Azurite's suite, which was written beside the service: only a search counts letters. */
    @Test
    void aConditionOnTagsMayBeLongerThanATag() {
        wire.putBlob("/acct/box/a", "x", "x-ms-tags", "k=v");
        String[] longValue = {"x-ms-if-tags", "k <> '" + "v".repeat(300) + "'"};
        String[] longKey = {"x-ms-if-tags", "k".repeat(200) + " <> 'v'"};
        String search = "comp=blobs&where=" + "k".repeat(200) + "%3D%27v%27";

        assertThat(wire.get("/acct/box/a", "", longValue).status()).isEqualTo(200);
        assertThat(wire.get("/acct/box/a", "", longKey).outcome()).isEqualTo("412 ConditionNotMet");
        assertThat(wire.get("/acct", search).outcome()).isEqualTo("400 InvalidQueryParameterValue");
    }

    /** Each way to make a blob of another, with a header that cannot be read. */
    @ParameterizedTest
    @CsvSource({
        "a, '', x-ms-requires-sync, true",
        "a, '', x-ms-meta-own, x",
        "a, '', x-ms-blob-type, BlockBlob",
        "a, comp=block&blockid=MQ==, x-ms-meta-own, x",
        "log, comp=appendblock, x-ms-meta-own, x"
    })
    void aCopyThatIsRefusedLeavesNoContent(String blob, String query, String name, String value) throws IOException {
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        wire.putBlob("/acct/box/source", "hello world");
        String source = "https://acct.blob.core.windows.net/box/source?" + wire.sas("r");
        Map<String, String> unreadable =
                Map.of("If-Modified-Since", "yesterday", "x-ms-lease-id", "none", "x-ms-if-tags", "what");
        unreadable.forEach(
                (header, text) -> assertThat(copy("/acct/box/" + blob, query, source, name, value, header, text)
                                .outcome())
                        .isEqualTo("400 InvalidHeaderValue"));
        wire.send("DELETE", "/acct/box", "restype=container", "");

        try (Stream<Path> files = Files.list(folder.resolve("acct"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aSnapshotHasATime() {
        wire.putBlob("/acct/box/a", "x");

        assertThat(wire.get("/acct/box/a", "snapshot=1").body()).contains("<Code>InvalidQueryParameterValue</Code>");
        assertThat(wire.send("HEAD", "/acct/box/a", "snapshot=1", "").outcome()).isEqualTo("400");
    }

    @Test
    void whoHoldsTheLeaseMayReplaceWhatMustNotBeThere() {
        wire.putBlob("/acct/box/a", "x");
        acquire("/acct/box/a", "15");
        String[] create = {"If-None-Match", "*"};
        String[] holding = {"If-None-Match", "*", "x-ms-lease-id", LEASE};

        assertThat(wire.putBlob("/acct/box/a", "y", create).outcome()).isEqualTo("412 LeaseIdMissing");
        assertThat(wire.putBlob("/acct/box/a", "y", holding).status()).isEqualTo(201);
        wire.put("/acct/box/a", "comp=lease", "x-ms-lease-action", "break", "x-ms-lease-break-period", "0");
        assertThat(wire.putBlob("/acct/box/a", "y", holding).outcome()).isEqualTo("412 LeaseLost");
        assertThat(wire.putBlob("/acct/box/a", "y", create).outcome()).isEqualTo("409 BlobAlreadyExists");
    }

    private void acquire(String path, String seconds) {
        assertThat(wire.put(
                                path,
                                "comp=lease",
                                "x-ms-lease-action",
                                "acquire",
                                "x-ms-lease-duration",
                                seconds,
                                "x-ms-proposed-lease-id",
                                LEASE)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aLeaseIdIsAGuid() {
        wire.putBlob("/acct/box/a", "x");

        assertThat(wire.get("/acct/box/a", "", "x-ms-lease-id", "mine").outcome())
                .isEqualTo("400 InvalidHeaderValue");
    }

    @Test
    void tagsNeedARightOfTheirOwn() {
        wire.putBlob("/acct/box/a", "x", "x-ms-tags", "k=v");
        String[] put = {"x-ms-blob-type", "BlockBlob", "x-ms-tags", "k=v"};

        assertThat(wire.send("PUT", "/acct/box/b", wire.sas("rwdlac"), "x", put).outcome())
                .isEqualTo("403 AuthorizationPermissionMismatch");
        assertThat(wire.send("PUT", "/acct/box/b", wire.sas("rwdlact"), "x", put)
                        .status())
                .isEqualTo(201);
        assertThat(wire.get("/acct/box/a", wire.sas("r"), "x-ms-if-tags", "k = 'v'")
                        .outcome())
                .isEqualTo("403 AuthorizationPermissionMismatch");
        assertThat(wire.get("/acct/box/a", wire.sas("rt"), "x-ms-if-tags", "k = 'v'")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSecondSignatureIsRefused() {
        assertThat(wire.get("/acct", "comp=list&" + wire.sas("l") + "&sig=more").outcome())
                .isEqualTo("403 AuthenticationFailed");
    }

    @ParameterizedTest
    @CsvSource({
        "'', BlockBlob, ''",
        "comp=block&blockid=MQ==, '', ''",
        "comp=appendblock, '', ''",
        "'', '', true",
    })
    void whatIsReadAtOnceNeedsARightToBeRead(String query, String type, String sync) {
        wire.putBlob("/acct/box/source", "hello world");
        wire.put("/acct/box/target", "", "x-ms-blob-type", "AppendBlob");
        String target = query.contains("append") ? "/acct/box/target" : "/acct/box/new";
        String source = "https://acct.blob.core.windows.net/box/source";

        Answered bare = copy(target, query, source, "x-ms-blob-type", type, "x-ms-requires-sync", sync);
        Answered signed =
                copy(target, query, source + "?" + wire.sas("r"), "x-ms-blob-type", type, "x-ms-requires-sync", sync);
        Answered wrong =
                copy(target, query, source + "?" + wire.sas("w"), "x-ms-blob-type", type, "x-ms-requires-sync", sync);

        assertThat(bare.outcome()).isEqualTo("401 CannotVerifyCopySource");
        assertThat(signed.status()).isIn(201, 202);
        assertThat(wrong.outcome()).isEqualTo("403 CannotVerifyCopySource");
    }

    private Answered copy(String target, String query, String source, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "x-ms-copy-source";
        all[1] = source;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return wire.put(target, query, all);
    }

    @Test
    void anOrdinaryCopyNeedsTheKeyOrARightToTheSource() {
        wire.putBlob("/acct/box/source", "hello world");
        String source = "https://acct.blob.core.windows.net/box/source";

        assertThat(copy("/acct/box/by-key", "", source).status()).isEqualTo(202);
        assertThat(copy("/acct/box/by-sas", wire.sas("w"), source).outcome()).isEqualTo("401 CannotVerifyCopySource");
        assertThat(copy("/acct/box/by-sas", wire.sas("w"), source + "?" + wire.sas("r"))
                        .status())
                .isEqualTo(202);
        assertThat(wire.get("/acct/box/by-key", "").header("x-ms-copy-source")).isEqualTo(source);
    }

    @Test
    void copiesGoFromAccountToAccount() {
        wire.putBlob("/acct/box/source", "hello world");
        wire.put("/other/box", "restype=container");
        String source = "https://acct.blob.core.windows.net/box/source";

        assertThat(copy("/other/box/a", "", source).outcome()).isEqualTo("401 CannotVerifyCopySource");
        assertThat(copy("/other/box/a", "", source + "?" + wire.sas("r")).status())
                .isEqualTo(202);
        assertThat(wire.get("/other/box/a", "").body()).isEqualTo("hello world");
        assertThat(wire.get("/acct/box/a", "").outcome()).isEqualTo("404 BlobNotFound");
    }

    @Test
    void aConditionOnTheSourceIsToldByTheKindOfCopy() {
        wire.putBlob("/acct/box/source", "hello world");
        String source = "https://acct.blob.core.windows.net/box/source";
        String signed = source + "?" + wire.sas("rt");
        String[] etag = {"x-ms-source-if-match", "\"0x1\""};
        String[] tags = {"x-ms-source-if-tags", "k = 'v'"};

        assertThat(copy("/acct/box/a", "", source, etag).outcome()).isEqualTo("412 SourceConditionNotMet");
        assertThat(copy("/acct/box/a", "", source, tags).outcome()).isEqualTo("412 ConditionNotMet");
        assertThat(copy("/acct/box/a", "", signed, etag[0], etag[1], "x-ms-blob-type", "BlockBlob")
                        .outcome())
                .isEqualTo("412 CannotVerifyCopySource");
    }

    @Test
    void aCopyTellsTheCheckSumThatItsCallerTold() {
        wire.putBlob("/acct/box/source", "hello world");
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        String source = "https://acct.blob.core.windows.net/box/source?" + wire.sas("r");
        String[] md5 = {"x-ms-source-content-md5", HELLO_MD5, "x-ms-blob-type", "BlockBlob"};

        Answered plain = copy("/acct/box/a", "", source, "x-ms-blob-type", "BlockBlob");
        Answered told = copy("/acct/box/a", "", source, md5);
        Answered append = copy("/acct/box/log", "comp=appendblock", source);
        Answered wrong =
                copy("/acct/box/a", "", source, "x-ms-source-content-md5", OTHER_MD5, "x-ms-blob-type", "BlockBlob");

        assertThat(plain.header("x-ms-content-crc64")).isEqualTo(HELLO_CRC);
        assertThat(plain.has("Content-MD5")).isFalse();
        assertThat(told.header("Content-MD5")).isEqualTo(HELLO_MD5);
        assertThat(told.has("x-ms-content-crc64")).isFalse();
        assertThat(append.header("Content-MD5")).isEqualTo(HELLO_MD5);
        assertThat(append.has("x-ms-content-crc64")).isFalse();
        assertThat(wrong.outcome()).isEqualTo("400 Md5Mismatch");
    }

    @Test
    void aCopyOfASealedLogIsSealedUnlessTheCallerSaysOtherwise() {
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        String source = "https://acct.blob.core.windows.net/box/log";
        copy("/acct/box/sealed-early", "", source, "x-ms-seal-blob", "true");
        wire.put("/acct/box/log", "comp=seal");
        copy("/acct/box/sealed", "", source);
        copy("/acct/box/open", "", source, "x-ms-seal-blob", "false");

        assertThat(wire.send("PUT", "/acct/box/sealed-early", "comp=appendblock", "x")
                        .outcome())
                .isEqualTo("409 BlobIsSealed");
        assertThat(wire.send("PUT", "/acct/box/sealed", "comp=appendblock", "x").outcome())
                .isEqualTo("409 BlobIsSealed");
        assertThat(wire.send("PUT", "/acct/box/open", "comp=appendblock", "x").status())
                .isEqualTo(201);
    }

    @Test
    void theSecondaryEndpointOnlyReads() {
        wire.putBlob("/acct/box/a", "x");

        assertThat(wire.get("/acct-secondary/box/a", "").body()).isEqualTo("x");
        assertThat(wire.get("/box/a", "", "Host", "acct-secondary.blob.localhost:1")
                        .body())
                .isEqualTo("x");
        assertThat(wire.putBlob("/acct-secondary/box/b", "y").outcome())
                .isEqualTo("403 InsufficientAccountPermissions");
        assertThat(wire.get("/acct-secondary", "restype=service&comp=stats").body())
                .contains("<GeoReplication><Status>live</Status><LastSyncTime>");
        assertThat(wire.get("/acct", "restype=service&comp=stats").outcome())
                .isEqualTo("400 InvalidQueryParameterValue");
    }
}
