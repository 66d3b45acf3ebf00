package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the source of a copy, and what its refusal tells. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class CopySourcesTest {
    private static final String BLOCK = "comp=block&blockid=MQ==";
    private static final String MD5 = "XrY7u+Ae7tCTyyK7j1rNww==";
    private static final String CRC = "AAAAAAAAAAA=";

    @TempDir
    private Path folder;

    private Wire wire;
    private String source;

    @BeforeEach
    void makeSource() {
        wire = new Wire(folder);
        wire.put("/acct/box", "restype=container");
        wire.putBlob("/acct/box/a", "hello world");
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        source = url("a");
    }

    private String url(String blob) {
        return "https://acct.blob.core.windows.net/box/" + blob + "?" + wire.sas("r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=abc", "0-10", "bytes=5-2", "bytes=9007199254740993-9007199254740992"})
    void aRangeOfTheSourceIsOne(String range) {
        Answered refused = wire.put("/acct/box/b", BLOCK, "x-ms-copy-source", source, "x-ms-source-range", range);

        assertThat(refused.outcome()).isEqualTo("400 InvalidHeaderValue");
        assertThat(refused.body()).contains("<HeaderName>x-ms-source-range</HeaderName>");
    }

    @ParameterizedTest
    @CsvSource({"box/b, comp=block&blockid=MQ==, ''", "box/b, '', BlockBlob", "box/log, comp=appendblock, ''"})
    void whatComesFromAUrlDoesNotComeWithTheRequest(String blob, String query, String type) {
        Answered refused =
                wire.send("PUT", "/acct/" + blob, query, "body", "x-ms-copy-source", source, "x-ms-blob-type", type);

        assertThat(refused.outcome()).isEqualTo("400 InvalidHeaderValue");
        assertThat(refused.body()).contains("<HeaderName>Content-Length</HeaderName>");
    }

    @ParameterizedTest
    @CsvSource({
        "x-ms-source-content-md5, AAAA, 400 InvalidMd5",
        "x-ms-source-content-crc64, AQIDBA==, 400 InvalidHeaderValue"
    })
    void aCheckSumOfTheSourceHasItsLength(String header, String value, String outcome) {
        Answered refused = wire.put("/acct/box/b", BLOCK, "x-ms-copy-source", source, header, value);

        assertThat(refused.outcome()).isEqualTo(outcome);
        assertThat(refused.body()).contains("<HeaderName>" + header + "</HeaderName>");
    }

    @Test
    void oneCheckSumOfTheSourceIsEnough() {
        String[] both = {"x-ms-copy-source", source, "x-ms-source-content-md5", MD5, "x-ms-source-content-crc64", CRC};

        assertThat(wire.put("/acct/box/b", BLOCK, both).outcome()).isEqualTo("400 BothCrc64AndMd5HeaderPresent");
    }

    /** Recorded: the status is the source's own, the code is that of copies. */
    @ParameterizedTest
    @CsvSource({
        "x-ms-source-if-modified-since, 'Fri, 01 Jan 2100 00:00:00 GMT', 304 CannotVerifyCopySource",
        "x-ms-source-if-unmodified-since, 'Fri, 01 Jan 2010 00:00:00 GMT', 412 CannotVerifyCopySource",
        "x-ms-source-if-match, \"0x0\", 412 CannotVerifyCopySource"
    })
    void aConditionOnASourceThatIsReadAtOnceIsAnsweredAsToAReader(String header, String value, String outcome) {
        assertThat(wire.put("/acct/box/b", "", "x-ms-blob-type", "BlockBlob", "x-ms-copy-source", source, header, value)
                        .outcome())
                .isEqualTo(outcome);
    }

    /** Recorded of 2025-01-05; earlier recordings have nothing of it. */
    @ParameterizedTest
    @CsvSource({"2025-01-05, true", "2024-11-04, false"})
    void aRefusalTellsWhatTheSourceSaid(String version, boolean told) {
        Answered refused = wire.put("/acct/box/b", BLOCK, "x-ms-copy-source", url("missing"), "x-ms-version", version);

        assertThat(refused.outcome()).isEqualTo("404 CannotVerifyCopySource");
        assertThat(refused.has("x-ms-copy-source-status-code")).isEqualTo(told);
        assertThat(refused.body()
                        .contains("</Message><CopySourceStatusCode>404</CopySourceStatusCode>"
                                + "<CopySourceErrorCode>BlobNotFound</CopySourceErrorCode><CopySourceErrorMessage>"))
                .isEqualTo(told);
    }

    @Test
    void aSourceInTheArchiveIsAnsweredByWhoReadsIt() {
        wire.put("/acct/box/a", "comp=tier", "x-ms-access-tier", "Archive");
        String unsigned = "https://acct.blob.core.windows.net/box/a";

        assertThat(wire.put("/acct/box/b", "", "x-ms-copy-source", unsigned).outcome())
                .isEqualTo("409 BlobArchived");
        assertThat(wire.put("/acct/box/b", "", "x-ms-copy-source", source).outcome())
                .isEqualTo("409 CannotVerifyCopySource");
    }

    /** What the caller may do comes before the source, as recorded conditions on the target come after it. */
    @Test
    void rightsComeBeforeTheSourceAndConditionsAfterIt() {
        wire.putBlob("/acct/box/b", "there");
        String unsigned = "https://acct.blob.core.windows.net/box/a";
        String[] conditional = {"x-ms-blob-type", "BlockBlob", "x-ms-copy-source", unsigned, "If-None-Match", "*"};

        assertThat(wire.put("/acct/box/b", wire.sas("c"), "x-ms-copy-source", unsigned)
                        .outcome())
                .isEqualTo("403 UnauthorizedBlobOverwrite");
        assertThat(wire.put("/acct/box/b", "", conditional).outcome()).isEqualTo("401 CannotVerifyCopySource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://acct.localhost:10000", "http://ACCT.blob.localhost:10000"})
    void anAccountIsNamedByTheHostInEitherWay(String host) {
        String named = host + "/box/a?" + wire.sas("r");

        assertThat(wire.put("/acct/box/b", BLOCK, "x-ms-copy-source", named).status())
                .isEqualTo(201);
    }
}
