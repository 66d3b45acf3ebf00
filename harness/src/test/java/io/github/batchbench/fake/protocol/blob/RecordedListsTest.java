package io.github.batchbench.fake.protocol.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.blob.Wire.Answered;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lists and other documents say, and in which order: facts of recordings of the service. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class RecordedListsTest {
    private static final String UNCOMMITTED =
            "<Blob><Name>%s</Name><Properties><Content-Length>0</Content-Length><BlobType>BlockBlob</BlobType>"
                    + "<AccessTier>Hot</AccessTier><AccessTierInferred>true</AccessTierInferred>"
                    + "<LeaseStatus>unlocked</LeaseStatus><LeaseState>available</LeaseState>"
                    + "<ServerEncrypted>false</ServerEncrypted></Properties><OrMetadata/></Blob>";

    @TempDir
    private Path folder;

    private Wire wire;

    @BeforeEach
    void makeContainer() {
        wire = new Wire(folder);
        assertThat(wire.put("/acct/box", "restype=container").status()).isEqualTo(201);
    }

    @Test
    void whatHasOnlyBlocksIsListedAndCanBeDeleted() {
        wire.send("PUT", "/acct/box/a", "comp=block&blockid=MQ==", "Hello");
        assertThat(list("include=uncommittedblobs")).contains("<Blobs>" + UNCOMMITTED.formatted("a") + "</Blobs>");

        assertThat(wire.send("DELETE", "/acct/box/a", "", "").outcome()).isEqualTo("202");
        assertThat(list("include=uncommittedblobs")).doesNotContain("<Blob>");
        assertThat(wire.send("DELETE", "/acct/box/a", "", "").outcome()).isEqualTo("404 BlobNotFound");
    }

    @Test
    void aSearchSaysItsMarkerFirst() {
        wire.putBlob("/acct/box/a", "x", "x-ms-tags", "k=v");
        Answered found = wire.get("/acct/box", "restype=container&comp=blobs&where=k%3D'v'&marker=box&maxresults=1");

        assertThat(found.body())
                .containsSubsequence("<Marker>box</Marker>", "<Where>k='v'</Where>", "<MaxResults>1</MaxResults>");
    }

    @Test
    void timesOfPoliciesAreToldWithSevenDigits() {
        String policy = "<SignedIdentifiers><SignedIdentifier><Id>p</Id><AccessPolicy><Start>2021-06-11</Start>"
                + "<Expiry>2049-06-11T20:00:00Z</Expiry></AccessPolicy></SignedIdentifier></SignedIdentifiers>";
        wire.send("PUT", "/acct/box", "restype=container&comp=acl", policy);

        assertThat(wire.get("/acct/box", "restype=container&comp=acl").body())
                .contains("<AccessPolicy><Start>2021-06-11T00:00:00.0000000Z</Start>"
                        + "<Expiry>2049-06-11T20:00:00.0000000Z</Expiry></AccessPolicy>");
    }

    @Test
    void aListOfContainersGoesOnWithThePathOfTheNext() {
        wire.put("/acct/box2", "restype=container");
        wire.put("/acct/box3", "restype=container");
        String first = wire.get("/acct/", "comp=list&maxresults=2").body();
        wire.send("DELETE", "/acct/box3", "restype=container", "");
        wire.put("/acct/box4", "restype=container");

        assertThat(first).contains("<NextMarker>/acct/box3</NextMarker>").doesNotContain("<Name>box3");
        assertThat(wire.get("/acct/", "comp=list&marker=%2Facct%2Fbox3").body())
                .contains("<Marker>/acct/box3</Marker>", "<Name>box4</Name>", "<NextMarker/>")
                .doesNotContain("<Name>box2");
    }

    @Test
    void onlyASnapshotWithMetadataOfItsOwnIsEncrypted() {
        wire.putBlob("/acct/box/a", "x");

        assertThat(wire.put("/acct/box/a", "comp=snapshot").header("x-ms-request-server-encrypted"))
                .isEqualTo("false");
        assertThat(wire.put("/acct/box/a", "comp=snapshot", "x-ms-meta-k", "v").header("x-ms-request-server-encrypted"))
                .isEqualTo("true");
    }

    @Test
    void aWebsitesPathsComeInTheServicesOrder() {
        String site = "<StaticWebsite><Enabled>true</Enabled><DefaultIndexDocumentPath>i</DefaultIndexDocumentPath>"
                + "<ErrorDocument404Path>e</ErrorDocument404Path></StaticWebsite>";
        String document = "<StorageServiceProperties>" + site + "</StorageServiceProperties>";
        wire.send("PUT", "/acct/", "restype=service&comp=properties", document);

        assertThat(wire.get("/acct/", "restype=service&comp=properties").body())
                .contains("<StaticWebsite><Enabled>true</Enabled><ErrorDocument404Path>e</ErrorDocument404Path>"
                        + "<DefaultIndexDocumentPath>i</DefaultIndexDocumentPath></StaticWebsite>");
    }

    private String list(String include) {
        return wire.get("/acct/box", "restype=container&comp=list&" + include).body();
    }
}
