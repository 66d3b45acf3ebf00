package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service refuses, and how it says so: facts of recordings of it. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class RecordedRefusalsTest {
    private static final String LEASE = "c820a799-76d7-4ee2-6e15-546f19325c2c";
    private static final String OTHER_LEASE = "326cc5e1-746e-4af8-4811-a50e6629a8ca";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeContainer() {
        wire = new Wire(folder);
        assertThat(wire.put("/acct/box", "restype=container").status()).isEqualTo(201);
    }

    @Test
    void aRefusalBeginsWithAByteOrderMarkAndTellsTheTimeWithSevenDigits() {
        String body = wire.get("/acct/box/none", "").body();

        assertThat(body)
                .startsWith("\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>BlobNotFound</Code>")
                .contains("Time:2026-11-23T12:00:00.0000000Z</Message>");
    }

    @Test
    void theRefusalOfALeaseSaysWhatIsLeased() {
        wire.putBlob("/acct/box/a", "x");
        lease("/acct/box/a", "comp=lease", "acquire");
        lease("/acct/box", "comp=lease&restype=container", "acquire");

        assertThat(wire.put("/acct/box/a", "comp=metadata").body())
                .contains("There is currently a lease on the blob and no lease ID was specified in the request.");
        assertThat(wire.send("DELETE", "/acct/box", "restype=container", "").body())
                .contains("There is currently a lease on the container and no lease ID was specified in the request.");
    }

    @ParameterizedTest
    @CsvSource({"/acct/box/a, comp=lease, the blob.", "/acct/box, comp=lease&restype=container, the container."})
    void aLeaseThatIsNotThereIsRefusedWithTheNameOfWhatHasNone(String path, String query, String what) {
        wire.putBlob("/acct/box/a", "x");
        Answered refused = lease(path, query, "break");

        assertThat(refused.outcome()).isEqualTo("409 LeaseNotPresentWithLeaseOperation");
        assertThat(refused.body()).contains("There is currently no lease on " + what);
    }

    @Test
    void aWrongCheckSumIsRefusedWithBoth() {
        Answered md5 = wire.putBlob("/acct/box/a", "Hello World!", "Content-MD5", "yOjfiVwsrhZrrQJ/3xUzWw==");
        Answered crc = wire.putBlob("/acct/box/a", "Hello World!", "x-ms-content-crc64", "AQIDBAUGBwg=");

        assertThat(md5.body())
                .contains("<Message>The MD5 value specified in the request did not match with the MD5 value calculated")
                .contains("<UserSpecifiedMd5>yOjfiVwsrhZrrQJ/3xUzWw==</UserSpecifiedMd5>"
                        + "<ServerCalculatedMd5>7Qdih1MuhjZehB6Sv8UNjA==</ServerCalculatedMd5>");
        assertThat(crc.body())
                .contains("<UserSpecifiedCrc>AQIDBAUGBwg=</UserSpecifiedCrc>"
                        + "<ServerCalculatedCrc>peH8Xsgc5QI=</ServerCalculatedCrc>");
    }

    @Test
    void aNameThatCannotBeIsRefusedInTheServicesSpelling() {
        Answered refused = wire.put("/acct/foo%20bar", "restype=container");

        assertThat(refused.outcome()).isEqualTo("400 InvalidResourceName");
        assertThat(refused.body()).contains("The specifed resource name contains invalid characters.");
    }

    @Test
    void noContainerAtAllIsAnOperationThatThereIsNot() {
        Answered refused = wire.put("/acct/", "restype=container");

        assertThat(refused.outcome()).isEqualTo("400 InvalidQueryParameterValue");
        assertThat(refused.body())
                .contains("<QueryParameterName>comp</QueryParameterName><QueryParameterValue/><Reason/>");
    }

    @Test
    void aSnapshotThatIsNoTimeIsRefusedBeforeThereIsAVersion() {
        wire.putBlob("/acct/box/a", "x");
        Answered refused = wire.put("/acct/box/a", "comp=snapshot&snapshot=2021-01-01%2B01%3A01%3A01");

        assertThat(refused.outcome()).isEqualTo("400");
        assertThat(refused.has("x-ms-version")).isFalse();
        assertThat(refused.body())
                .contains("<Code>InvalidQueryParameterValue</Code>")
                .endsWith("</Message><QueryParameterName>snapshot</QueryParameterName>"
                        + "<QueryParameterValue>2021-01-01+01:01:01</QueryParameterValue></Error>");
    }

    @Test
    void aCopyIsAbortedByAGuid() {
        Answered refused = wire.put("/acct/box/none", "comp=copy&copyid=nothing", "x-ms-copy-action", "abort");

        assertThat(refused.outcome()).isEqualTo("400 InvalidQueryParameterValue");
        assertThat(refused.body())
                .contains("<QueryParameterValue>nothing</QueryParameterValue>"
                        + "<Reason>copyid needs to be valid Guid.</Reason>");
        assertThat(wire.put("/acct/box/none", "comp=copy&copyid=" + LEASE, "x-ms-copy-action", "abort")
                        .outcome())
                .isEqualTo("404 BlobNotFound");
    }

    @ParameterizedTest
    @CsvSource({"box/none, 404 BlobNotFound", "none/none, 404 ContainerNotFound"})
    void aSourceThatItsOwnerDoesNotFindIsMissedAsAnyBlob(String source, String outcome) {
        String url = "https://acct.blob.core.windows.net/" + source;

        assertThat(wire.put("/acct/box/copy", "", "x-ms-copy-source", url).outcome())
                .isEqualTo(outcome);
        assertThat(wire.put("/acct/box/copy", "", "x-ms-copy-source", url, "x-ms-requires-sync", "true")
                        .outcome())
                .endsWith("CannotVerifyCopySource");
    }

    @ParameterizedTest
    @CsvSource({"false, 412 TargetConditionNotMet", "true, 412 ConditionNotMet"})
    void aCopyMadeLaterTellsItsTwoConditionsApart(String atOnce, String outcome) {
        wire.put("/acct/box", "restype=container&comp=acl", "x-ms-blob-public-access", "blob");
        wire.putBlob("/acct/box/a", "x");
        wire.putBlob("/acct/box/b", "y");
        String source = "https://acct.blob.core.windows.net/box/a";
        String[] headers = {"x-ms-copy-source", source, "x-ms-requires-sync", atOnce, "If-Match", "0x1"};

        assertThat(wire.put("/acct/box/b", "", headers).outcome()).isEqualTo(outcome);
        assertThat(wire.put("/acct/box/none", "", headers).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"x-ms-blob-condition-appendpos", "x-ms-blob-condition-maxsize"})
    void aPlaceToAppendAtIsNotNegative(String header) {
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        Answered refused = wire.send("PUT", "/acct/box/log", "comp=appendblock", "x", header, "-1");

        assertThat(refused.outcome()).isEqualTo("400 InvalidHeaderValue");
        assertThat(refused.body()).contains("<HeaderName>" + header + "</HeaderName><HeaderValue>-1</HeaderValue>");
    }

    @Test
    void aBodyThatIsMissingOrTooMuchIsToldByItsLength() {
        wire.put("/acct/box/log", "", "x-ms-blob-type", "AppendBlob");
        Answered nothing = wire.put("/acct/box/log", "comp=appendblock");
        Answered much = wire.send("PUT", "/acct/box/log", "", "abc", "x-ms-blob-type", "AppendBlob");

        assertThat(nothing.body()).contains("<HeaderName>Content-Length</HeaderName><HeaderValue>0</HeaderValue>");
        assertThat(much.body()).contains("<HeaderName>Content-Length</HeaderName><HeaderValue>3</HeaderValue>");
    }

    @ParameterizedTest
    @CsvSource({
        "<DeleteRetentionPolicy><Enabled>true</Enabled><Days>366</Days></DeleteRetentionPolicy>,"
                + " Retention days must be greater than 0 and less than or equal to 365 days.",
        "<DeleteRetentionPolicy><Enabled>true</Enabled></DeleteRetentionPolicy>, Element is missing: Days."
    })
    void propertiesThatCannotBeAreRefusedWithTheReason(String properties, String reason) {
        String document = "<StorageServiceProperties>" + properties + "</StorageServiceProperties>";
        Answered refused = wire.send("PUT", "/acct/", "restype=service&comp=properties", document);

        assertThat(refused.outcome()).isEqualTo("400 InvalidXmlDocument");
        assertThat(refused.body())
                .contains("XML specified is not syntactically valid.", "<LineNumber>", "<LinePosition>")
                .contains("<Reason>" + reason + "</Reason>");
    }

    @Test
    void policiesThatCannotBeAreRefusedWithTheReason() {
        String policy = "<SignedIdentifier><Id>%s</Id></SignedIdentifier>";
        Answered name = policies(policy.formatted("a".repeat(65)));
        String rule =
                "<CorsRule><AllowedOrigins>*</AllowedOrigins><AllowedMethods>GET</AllowedMethods><AllowedHeaders/>"
                        + "<ExposedHeaders/><MaxAgeInSeconds>0</MaxAgeInSeconds></CorsRule>";
        String rules = "<StorageServiceProperties><Cors>" + rule.repeat(6) + "</Cors></StorageServiceProperties>";
        Answered sixRules = wire.send("PUT", "/acct/", "restype=service&comp=properties", rules);
        Answered six = policies("123456".chars().mapToObj(policy::formatted).reduce("", String::concat));

        assertThat(name.body())
                .contains("<Reason>Signed identifier ID cannot be empty or over 64 characters in length</Reason>");
        assertThat(six.outcome()).isEqualTo("400 InvalidXmlDocument");
        assertThat(sixRules.body()).contains("<LinePosition>0</LinePosition><Reason/>");
        assertThat(six.body()).contains("<LineNumber>0</LineNumber><LinePosition>0</LinePosition><Reason/>");
    }

    private Answered policies(String policies) {
        String document = "<SignedIdentifiers>" + policies + "</SignedIdentifiers>";
        return wire.send("PUT", "/acct/box", "restype=container&comp=acl", document);
    }

    private Answered lease(String path, String query, String action) {
        return wire.put(
                path,
                query,
                "x-ms-lease-action",
                action,
                "x-ms-lease-duration",
                "-1",
                "x-ms-lease-id",
                OTHER_LEASE,
                "x-ms-proposed-lease-id",
                LEASE);
    }
}
