package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers have and have not, by version: facts of recordings of the service. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class RecordedAnswersTest {
    private static final String HELLO_MD5 = "XrY7u+Ae7tCTyyK7j1rNww==";
    private static final String HELLO_CRC = "vo7q9sPVKY0=";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeContainer() {
        wire = new Wire(folder);
        assertThat(wire.put("/acct/box", "restype=container").status()).isEqualTo(201);
    }

    @Test
    void putBlobAnswersBothCheckSums() {
        Answered put = wire.putBlob("/acct/box/a", "hello world");

        assertThat(put.header("Content-MD5")).isEqualTo(HELLO_MD5);
        assertThat(put.header("x-ms-content-crc64")).isEqualTo(HELLO_CRC);
    }

    @Test
    void aBlockListIsAnsweredWithItsCrcAlone() {
        wire.send("PUT", "/acct/box/a", "comp=block&blockid=MQ==", "x");
        String list = "<BlockList><Latest>MQ==</Latest></BlockList>";
        Answered put = wire.send("PUT", "/acct/box/a", "comp=blocklist", list);

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.has("x-ms-content-crc64")).isTrue();
        assertThat(put.has("Content-MD5")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2018-03-28, Content-MD5, x-ms-content-crc64", "2019-02-02, x-ms-content-crc64, Content-MD5"})
    void aBlockIsAnsweredWithTheCheckSumOfItsVersion(String version, String there, String missing) {
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        Answered block = wire.send("PUT", "/acct/box/a", "comp=block&blockid=MQ==", "x", "x-ms-version", version);
        Answered append = wire.send("PUT", "/acct/box/log", "comp=appendblock", "x", "x-ms-version", version);

        assertThat(block.has(there)).isTrue();
        assertThat(append.has(there)).isTrue();
        assertThat(block.has(missing)).isFalse();
        assertThat(append.has(missing)).isFalse();
    }

    @Test
    void onlyPropertiesTellTheTier() {
        wire.putBlob("/acct/box/a", "hello world");
        wire.putBlob("/acct/box/cool", "x", "x-ms-access-tier", "Cool");
        Answered get = wire.get("/acct/box/a", "");
        Answered head = wire.send("HEAD", "/acct/box/a", "", "");
        Answered cool = wire.send("HEAD", "/acct/box/cool", "", "");

        assertThat(get.has("x-ms-access-tier")).isFalse();
        assertThat(get.has("x-ms-access-tier-inferred")).isFalse();
        assertThat(head.header("x-ms-access-tier")).isEqualTo("Hot");
        assertThat(head.header("x-ms-access-tier-inferred")).isEqualTo("true");
        assertThat(cool.has("x-ms-access-tier-inferred")).isFalse();
        assertThat(cool.has("x-ms-access-tier-change-time")).isTrue();
    }

    @Test
    void aRangeTellsTheMd5OfTheBlobApart() {
        wire.putBlob("/acct/box/a", "hello world");
        Answered whole = wire.get("/acct/box/a", "");
        Answered part = wire.get("/acct/box/a", "", "x-ms-range", "bytes=0-4");

        assertThat(whole.header("Content-MD5")).isEqualTo(HELLO_MD5);
        assertThat(whole.has("x-ms-blob-content-md5")).isFalse();
        assertThat(part.has("Content-MD5")).isFalse();
        assertThat(part.header("x-ms-blob-content-md5")).isEqualTo(HELLO_MD5);
    }

    @Test
    void aSnapshotHasNoLease() {
        wire.putBlob("/acct/box/a", "x");
        String time = wire.put("/acct/box/a", "comp=snapshot").header("x-ms-snapshot");
        Answered snapshot = wire.get("/acct/box/a", "snapshot=" + time);
        Answered blob = wire.get("/acct/box/a", "");

        assertThat(snapshot.has("x-ms-lease-state")).isFalse();
        assertThat(snapshot.has("x-ms-lease-status")).isFalse();
        assertThat(blob.header("x-ms-lease-state")).isEqualTo("available");
    }

    @Test
    void onlyASealedLogSaysSo() {
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        assertThat(wire.get("/acct/box/log", "").has("x-ms-blob-sealed")).isFalse();
        wire.put("/acct/box/log", "comp=seal");

        assertThat(wire.get("/acct/box/log", "").header("x-ms-blob-sealed")).isEqualTo("true");
    }

    @Test
    void whoNamesNoVersionSeesTheFirstOne() {
        wire.put("/acct/open", "restype=container", "x-ms-blob-public-access", "blob");
        wire.putBlob("/acct/open/a", "hello world");
        Answered get = wire.anonymously("GET", "/acct/open/a", "");

        assertThat(get.header("x-ms-version")).isEqualTo("2009-09-19");
        assertThat(get.header("ETag")).startsWith("0x");
        assertThat(get.header("x-ms-lease-status")).isEqualTo("unlocked");
        assertThat(get.response().headers().lines())
                .extracting(header -> header.name().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("accept-ranges", "x-ms-lease-state", "x-ms-creation-time", "x-ms-server-encrypted");
    }

    @Test
    void whatIsPrivateIsHiddenFromOldClientsAndRefusedToNewOnes() {
        wire.putBlob("/acct/box/a", "x");

        assertThat(wire.anonymously("GET", "/acct/box/a", "").status()).isEqualTo(404);
        Answered challenged = wire.anonymously("GET", "/acct/box/a", "", "x-ms-version", "2019-12-12");
        assertThat(challenged.outcome()).isEqualTo("401 NoAuthenticationInformation");
        assertThat(challenged.header("WWW-Authenticate")).startsWith("Bearer authorization_uri=");
    }

    @ParameterizedTest
    @CsvSource({"2019-13-99", "yesterday", "2019-02-03", "1999-01-01"})
    void aVersionThatNeverWasIsRefused(String version) {
        assertThat(wire.get("/acct", "comp=list", "x-ms-version", version).outcome())
                .isEqualTo("400 InvalidHeaderValue");
    }

    @Test
    void aVersionToComeIsTaken() {
        assertThat(wire.get("/acct", "comp=list", "x-ms-version", "2031-01-01").status())
                .isEqualTo(200);
    }

    @Test
    void aListRepeatsOnlyWhatWasAsked() {
        wire.putBlob("/acct/box/a", "x");
        String plain = wire.get("/acct/box", "restype=container&comp=list").body();
        String asked = wire.get("/acct/box", "restype=container&comp=list&prefix=a&maxresults=7")
                .body();

        assertThat(plain).doesNotContain("<Prefix", "<Marker", "<MaxResults", "<Delimiter");
        assertThat(asked).contains("<Prefix>a</Prefix>", "<MaxResults>7</MaxResults>");
        assertThat(wire.get("/acct", "comp=list").body()).doesNotContain("<Prefix", "<Marker");
    }

    @Test
    void aListHasEmptyElementsOfItsVersion() {
        wire.putBlob("/acct/box/a", "x");
        String old = wire.get("/acct/box", "restype=container&comp=list", "x-ms-version", "2019-02-02")
                .body();
        String later = wire.get("/acct/box", "restype=container&comp=list", "x-ms-version", "2019-12-12")
                .body();

        assertThat(old)
                .contains("<Content-Encoding/>", "<Content-Language/>", "<Content-CRC64/>", "<Cache-Control/>")
                .contains("<Content-Disposition/>")
                .doesNotContain("<OrMetadata");
        assertThat(later).contains("<OrMetadata/>");
    }

    @Test
    void aSearchByTagsHasThePagesSizeAndNoSingleValue() {
        wire.putBlob("/acct/box/a", "x", "x-ms-tags", "k=v");
        String query = "comp=blobs&where=k%3D%27v%27&maxresults=2";
        String found = wire.get("/acct", query, "x-ms-version", "2020-08-04").body();
        String old = wire.get("/acct", query, "x-ms-version", "2019-12-12").body();

        assertThat(found).contains("<MaxResults>2</MaxResults>", "<Tags>").doesNotContain("<TagValue");
        assertThat(old).contains("<TagValue>v</TagValue>").doesNotContain("<Tags>");
    }

    @Test
    void anEmptyPolicyIsNotShown() {
        String policies = "<SignedIdentifiers><SignedIdentifier><Id>a</Id><AccessPolicy/></SignedIdentifier>"
                + "</SignedIdentifiers>";
        wire.send("PUT", "/acct/box", "restype=container&comp=acl", policies);

        assertThat(wire.get("/acct/box", "restype=container&comp=acl").body())
                .contains("<SignedIdentifier><Id>a</Id></SignedIdentifier>");
    }

    @Test
    void theArchiveIsLeftAfterHours() {
        wire.putBlob("/acct/box/a", "x", "x-ms-access-tier", "Archive");
        assertThat(wire.put("/acct/box/a", "comp=tier", "x-ms-access-tier", "Hot")
                        .status())
                .isEqualTo(202);
        Answered pending = wire.send("HEAD", "/acct/box/a", "", "");
        assertThat(pending.header("x-ms-access-tier")).isEqualTo("Archive");
        assertThat(pending.header("x-ms-archive-status")).isEqualTo("rehydrate-pending-to-hot");
        assertThat(wire.get("/acct/box/a", "").outcome()).isEqualTo("409 BlobArchived");
        assertThat(wire.put("/acct/box/a", "comp=tier", "x-ms-access-tier", "Cool")
                        .outcome())
                .isEqualTo("409 BlobBeingRehydrated");
        assertThat(wire.get("/acct/box", "restype=container&comp=list").body())
                .contains(
                        "<ArchiveStatus>rehydrate-pending-to-hot</ArchiveStatus>",
                        "<RehydratePriority>Standard</RehydratePriority>");
        wire.pass(Duration.ofHours(15));

        Answered raised = wire.send("HEAD", "/acct/box/a", "", "");
        assertThat(raised.header("x-ms-access-tier")).isEqualTo("Hot");
        assertThat(raised.has("x-ms-archive-status")).isFalse();
        assertThat(wire.get("/acct/box/a", "").body()).isEqualTo("x");
    }

    @Test
    void aNewAccountCountsByTheHourAndNamesNoVersion() {
        String properties = wire.get("/acct", "restype=service&comp=properties").body();

        assertThat(properties)
                .contains("<HourMetrics><Version>1.0</Version><Enabled>true</Enabled><IncludeAPIs>true</IncludeAPIs>"
                        + "<RetentionPolicy><Enabled>true</Enabled><Days>7</Days></RetentionPolicy></HourMetrics>")
                .contains("<Cors></Cors>", "<AllowPermanentDelete>false</AllowPermanentDelete>")
                .doesNotContain("DefaultServiceVersion");
    }

    @Test
    void rulesOfCorsAreAnsweredInTheServicesOrderAndSeenByReaders() {
        String rule = "<CorsRule><AllowedOrigins>www.xyz.com</AllowedOrigins><AllowedMethods>GET</AllowedMethods>"
                + "<AllowedHeaders>x-ms-meta-data*,x-ms-meta-xyz</AllowedHeaders><ExposedHeaders/>"
                + "<MaxAgeInSeconds>500</MaxAgeInSeconds></CorsRule>";
        assertThat(wire.get("/acct/box", "restype=container").has("Vary")).isFalse();
        assertThat(properties("<Cors>" + rule + "</Cors>").status()).isEqualTo(202);

        assertThat(wire.get("/acct", "restype=service&comp=properties").body())
                .contains("<AllowedMethods>GET</AllowedMethods><AllowedOrigins>www.xyz.com</AllowedOrigins>"
                        + "<AllowedHeaders>x-ms-meta-xyz,x-ms-meta-data*</AllowedHeaders><ExposedHeaders/>"
                        + "<MaxAgeInSeconds>500</MaxAgeInSeconds>");
        assertThat(wire.get("/acct/box", "restype=container").header("Vary")).isEqualTo("Origin");
        assertThat(wire.get("/acct/box/missing", "").header("Vary")).isEqualTo("Origin");
        assertThat(wire.putBlob("/acct/box/a", "x").has("Vary")).isFalse();
        assertThat(properties("<Cors>" + rule.repeat(6) + "</Cors>").outcome()).isEqualTo("400 InvalidXmlDocument");
    }

    @ParameterizedTest
    @CsvSource({"0, 400 InvalidXmlDocument", "366, 400 InvalidXmlDocument", "1, 202", "365, 202"})
    void whatIsDeletedIsKeptForOneToThreeHundredAndSixtyFiveDays(String days, String outcome) {
        assertThat(properties("<DeleteRetentionPolicy><Enabled>true</Enabled><Days>" + days
                                + "</Days></DeleteRetentionPolicy>")
                        .outcome())
                .isEqualTo(outcome);
    }

    private Answered properties(String inside) {
        return wire.send(
                "PUT",
                "/acct",
                "restype=service&comp=properties",
                "<StorageServiceProperties>" + inside + "</StorageServiceProperties>");
    }

    @Test
    void aContainerCanBeRenamedByWhoHasItsLease() {
        wire.putBlob("/acct/box/a", "x");
        String lease = "41dd6248-aa56-4555-a9d5-a322e127c44a";
        wire.put(
                "/acct/box",
                "restype=container&comp=lease",
                "x-ms-lease-action",
                "acquire",
                "x-ms-lease-duration",
                "-1",
                "x-ms-proposed-lease-id",
                lease);
        String rename = "restype=container&comp=rename";
        String source = "x-ms-source-container-name";
        String leaseId = "x-ms-source-lease-id";

        assertThat(wire.put("/acct/new", rename, source, "box").outcome()).isEqualTo("412 LeaseIdMissing");
        assertThat(wire.put("/acct/new", rename, source, "box", leaseId, "bad_id")
                        .outcome())
                .isEqualTo("400 InvalidHeaderValue");
        assertThat(wire.put("/acct/new", rename, source, "box", leaseId, lease).status())
                .isEqualTo(200);
        assertThat(wire.get("/acct/new/a", "").body()).isEqualTo("x");
        assertThat(wire.get("/acct/new", "restype=container").header("x-ms-lease-state"))
                .isEqualTo("available");
        assertThat(wire.get("/acct/box", "restype=container").outcome()).isEqualTo("404 ContainerNotFound");
    }
}
