package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation of the REST interface says and no recording shows. Where it names no code, the code is a guess. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class DocumentedRequestsTest {
    private static final String SOURCE = "https://acct.blob.core.windows.net/box/a";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeBlobs() {
        wire = new Wire(folder);
        wire.put("/acct/box", "restype=container");
        wire.putBlob("/acct/box/a", "hello world");
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
    }

    @ParameterizedTest
    @CsvSource({
        "x-ms-range-get-content-md5, true",
        "x-ms-range-get-content-crc64, true",
        "x-ms-range-get-content-md5, perhaps"
    })
    void onlyARangeIsHashed(String header, String value) {
        assertThat(wire.get("/acct/box/a", "", header, value).outcome()).isEqualTo("400 InvalidHeaderValue");
    }

    @Test
    void aRangeHasOneCheckSum() {
        String[] both = {
            "x-ms-range", "bytes=0-1", "x-ms-range-get-content-md5", "true", "x-ms-range-get-content-crc64", "true"
        };

        assertThat(wire.get("/acct/box/a", "", both).outcome()).isEqualTo("400 InvalidHeaderValue");
    }

    /** The time names no snapshot: nobody looks for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "comp=metadata", "comp=properties", "comp=lease", "comp=snapshot", "comp=block&blockid=MQ=="
            })
    void aSnapshotIsNotWritten(String query) {
        String snapshot = "snapshot=2020-01-01T00:00:00.0000000Z";
        Answered write = wire.send(
                "PUT",
                "/acct/box/a",
                query.isEmpty() ? snapshot : query + "&" + snapshot,
                "x",
                "x-ms-blob-type",
                "BlockBlob");

        assertThat(write.outcome()).isEqualTo("400 InvalidOperation");
        assertThat(wire.get("/acct/box/a", "").body()).isEqualTo("hello world");
    }

    @Test
    void aVersionIsNotTakenForTheBlob() {
        assertThat(wire.get("/acct/box/a", "versionid=2020-01-01T00:00:00.0000000Z")
                        .outcome())
                .isEqualTo("501 NotImplemented");
        assertThat(wire.send("DELETE", "/acct/box/a", "versionid=2020-01-01T00:00:00.0000000Z", "")
                        .status())
                .isEqualTo(501);
    }

    @ParameterizedTest
    @CsvSource({
        "restype=container&comp=list&include=bogus, 400 InvalidQueryParameterValue",
        "restype=container&comp=list&include=metadata%2Cbogus, 400 InvalidQueryParameterValue",
        "restype=container&comp=list&include=, 200",
        "restype=container&comp=list&include=Snapshots%2Cdeleted%2Cversions%2Cpermissions, 200"
    })
    void aListIncludesWhatThereIs(String query, String outcome) {
        assertThat(wire.get("/acct/box", query).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"include=system%2Cdeleted%2Cmetadata, 200", "include=snapshots, 400 InvalidQueryParameterValue"})
    void aListOfContainersIncludesOtherThings(String query, String outcome) {
        assertThat(wire.get("/acct", "comp=list&" + query).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "ALL, 200", "bogus, 400 InvalidQueryParameterValue"})
    void aBlockListIsOfSomeKind(String type, String outcome) {
        assertThat(wire.get("/acct/box/a", "comp=blocklist&blocklisttype=" + type)
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void aBlockHasAnIdAndBytes() {
        assertThat(wire.send("PUT", "/acct/box/b", "comp=block", "x").outcome())
                .isEqualTo("400 MissingRequiredQueryParameter");
        assertThat(wire.put("/acct/box/b", "comp=block&blockid=MQ==").outcome()).isEqualTo("400 InvalidHeaderValue");
    }

    @Test
    void aBlockListIsCalledSo() {
        assertThat(wire.send("PUT", "/acct/box/b", "comp=blocklist", "<Other/>").outcome())
                .isEqualTo("400 InvalidXmlDocument");
    }

    @Test
    void metadataHasEightKibibytes() {
        String fits = "v".repeat((8 << 10) - 1);

        assertThat(wire.putBlob("/acct/box/b", "x", "x-ms-meta-k", fits).status())
                .isEqualTo(201);
        assertThat(wire.putBlob("/acct/box/b", "x", "x-ms-meta-k", fits + "v").outcome())
                .isEqualTo("400 MetadataTooLarge");
        assertThat(wire.put("/acct/large", "restype=container", "x-ms-meta-k", fits + "v")
                        .outcome())
                .isEqualTo("400 MetadataTooLarge");
    }

    @Test
    void aNameHasOneThousandAndTwentyFourCharacters() {
        assertThat(wire.putBlob("/acct/box/" + "n".repeat(1024), "x").status()).isEqualTo(201);
        assertThat(wire.putBlob("/acct/box/" + "n".repeat(1025), "x").outcome()).isEqualTo("400 OutOfRangeInput");
    }

    @ParameterizedTest
    @CsvSource({
        "<Permission>rwz</Permission>, 400 InvalidXmlNodeValue",
        "<Start>soon</Start>, 400 InvalidXmlNodeValue",
        "<Expiry>2030-13-01</Expiry>, 400 InvalidXmlNodeValue",
        "<Start>2030-01-01</Start><Expiry>2030-01-02T03:04:05.678Z</Expiry><Permission>racwdl</Permission>, 200"
    })
    void aStoredPolicySaysWhatASignatureCan(String policy, String outcome) {
        assertThat(acl("<SignedIdentifier><Id>1</Id><AccessPolicy>" + policy + "</AccessPolicy></SignedIdentifier>"))
                .isEqualTo(outcome);
    }

    @Test
    void policiesAreToldApartByTheirIds() {
        assertThat(acl("<SignedIdentifier><Id>1</Id></SignedIdentifier>".repeat(2)))
                .isEqualTo("400 InvalidXmlDocument");
    }

    private String acl(String identifiers) {
        return wire.send(
                        "PUT",
                        "/acct/box",
                        "restype=container&comp=acl",
                        "<SignedIdentifiers>" + identifiers + "</SignedIdentifiers>")
                .outcome();
    }

    @ParameterizedTest
    @CsvSource({
        "<Tags><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tags>, 204",
        "<Tags><TagSet></TagSet></Tags>, 204",
        "<Tags/>, 400 InvalidXmlDocument",
        "<Other><TagSet/></Other>, 400 InvalidXmlDocument",
        "<Tags><TagSet><Tag><Key>k</Key></Tag></TagSet></Tags>, 400 InvalidXmlDocument",
        "<Tags><TagSet><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>k</Key><Value>w</Value></Tag></TagSet></Tags>,"
                + " 400 InvalidTags"
    })
    void tagsAreASetOfPairs(String tags, String outcome) {
        assertThat(wire.send("PUT", "/acct/box/a", "comp=tags", tags).outcome()).isEqualTo(outcome);
    }

    @Test
    void aKeyHasOneTag() {
        assertThat(wire.putBlob("/acct/box/b", "x", "x-ms-tags", "k=v&k=w").outcome())
                .isEqualTo("400 InvalidTags");
    }

    @ParameterizedTest
    @CsvSource({
        "x-ms-requires-sync, maybe",
        "x-ms-seal-blob, maybe",
        "x-ms-copy-source-tag-option, MERGE",
        "x-ms-access-tier, P10"
    })
    void aCopyIsAskedForInKnownWords(String header, String value) {
        assertThat(wire.put("/acct/box/b", "", "x-ms-copy-source", SOURCE, header, value)
                        .outcome())
                .isEqualTo("400 InvalidHeaderValue");
    }

    @Test
    void aCopyReplacesABlobOfItsOwnTypeOnly() {
        assertThat(wire.put("/acct/box/log", "", "x-ms-copy-source", SOURCE).outcome())
                .isEqualTo("409 InvalidBlobType");
        assertThat(wire.putBlob("/acct/box/log", "x").status()).isEqualTo(201);
        assertThat(wire.put("/acct/box/log", "", "x-ms-copy-source", SOURCE).status())
                .isEqualTo(202);
    }

    @Test
    void anAbortNamesTheCopyAndSaysSo() {
        assertThat(wire.put("/acct/box/a", "comp=copy", "x-ms-copy-action", "abort")
                        .outcome())
                .isEqualTo("400 MissingRequiredQueryParameter");
        assertThat(wire.put("/acct/box/a", "comp=copy&copyid=1").outcome()).isEqualTo("400 MissingRequiredHeader");
        assertThat(wire.put("/acct/box/a", "comp=copy&copyid=" + UUID.randomUUID(), "x-ms-copy-action", "abort")
                        .outcome())
                .isEqualTo("409 NoPendingCopyOperation");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /acct/box/a,    comp=pagelist, '',       '',     409 InvalidBlobType",
        "GET, /acct/box/log,  comp=pagelist, '',       '',     409 InvalidBlobType",
        "PUT, /acct/box/a,    comp=page,     '',       '',     409 InvalidBlobType",
        "PUT, /acct/box/log,  comp=page,     '',       '',     409 InvalidBlobType",
        "GET, /acct/box/none, comp=pagelist, '',       '',     404 BlobNotFound",
        "PUT, /acct/box/none, comp=page,     '',       '',     404 BlobNotFound",
        "GET, /acct/none/a,   comp=pagelist, '',       '',     404 ContainerNotFound",
        "GET, /acct/box/a,    comp=pagelist, If-Match, '\"1\"', 412 ConditionNotMet",
        "PUT, /acct/box/a,    comp=page,     If-Match, '\"1\"', 412 ConditionNotMet",
    })
    void onlyPageBlobsHavePages(String method, String path, String query, String header, String value, String outcome) {
        String[] headers = header.isEmpty() ? new String[0] : new String[] {header, value};

        assertThat(wire.send(method, path, query, "", headers).outcome()).isEqualTo(outcome);
    }

    /** Overlooked, each would be a success that is none. */
    @ParameterizedTest
    @CsvSource({
        "x-ms-encryption-key, MDEyMzQ1NjcwMTIzNDU2NzAxMjM0NTY3MDEyMzQ1Njc=",
        "x-ms-encryption-scope, mine",
        "x-ms-immutability-policy-until-date, 'Fri, 01 Jan 2100 00:00:00 GMT'",
        "x-ms-legal-hold, true",
        "x-ms-structured-body, XSM/1.0; properties=crc64"
    })
    void whatIsNotDoneForABlobIsNamed(String header, String value) {
        Answered refused = wire.putBlob("/acct/box/new", "x", header, value);

        assertThat(refused.outcome()).isEqualTo("501 NotImplemented");
        assertThat(refused.response().aside().notModelled()).contains(header);
        assertThat(wire.get("/acct/box/new", "").outcome()).isEqualTo("404 BlobNotFound");
    }

    @Test
    void theAccountsOwnKeyIsTheScopeOfEveryContainer() {
        assertThat(wire.put(
                                "/acct/one",
                                "restype=container",
                                "x-ms-default-encryption-scope",
                                "$account-encryption-key",
                                "x-ms-deny-encryption-scope-override",
                                "false")
                        .status())
                .isEqualTo(201);
        assertThat(wire.put("/acct/two", "restype=container", "x-ms-default-encryption-scope", "mine")
                        .status())
                .isEqualTo(501);
    }

    @Test
    void aListMayStartFromAName() {
        wire.putBlob("/acct/box/b/1", "x");
        wire.putBlob("/acct/box/c", "x");
        String list = "restype=container&comp=list&startFrom=b";

        assertThat(wire.get("/acct/box", list).body())
                .contains("<Name>b/1</Name>", "<Name>c</Name>", "<Name>log</Name>")
                .doesNotContain("<Name>a</Name>");
        assertThat(wire.get("/acct/box", list + "&delimiter=/").body())
                .contains("<BlobPrefix><Name>b/</Name></BlobPrefix>")
                .doesNotContain("<Name>a</Name>");
    }

    /** The standard headers would mean the tags, which have no entity tag. */
    @Test
    void tagsCanDependOnTheirBlob() {
        String etag = wire.get("/acct/box/a", "").header("ETag");
        String tags = "<Tags><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tags>";

        assertThat(wire.send("PUT", "/acct/box/a", "comp=tags", tags, "x-ms-blob-if-match", "\"0x1\"")
                        .outcome())
                .isEqualTo("412 ConditionNotMet");
        assertThat(wire.send("PUT", "/acct/box/a", "comp=tags", tags, "x-ms-blob-if-match", etag)
                        .status())
                .isEqualTo(204);
        assertThat(wire.get("/acct/box/a", "comp=tags", "x-ms-blob-if-none-match", etag)
                        .status())
                .isEqualTo(304);
        assertThat(wire.send("PUT", "/acct/box/a", "comp=tags", tags, "Content-MD5", "XrY7u+Ae7tCTyyK7j1rNww==")
                        .outcome())
                .isEqualTo("400 Md5Mismatch");
    }
}
