package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.common.sas.SasIpRange;
import com.azure.storage.common.sas.SasProtocol;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys and signatures. */
abstract class SasContract extends StorageContract {
    private static final String MISMATCH = "AuthorizationPermissionMismatch";

    private final OffsetDateTime inAnHour = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1);

    /** Tests a storage. */
    SasContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void aWrongKeyIsRefused() {
        BlobServiceClient stranger = builder(backend().endpoint())
                .credential(new StorageSharedKeyCredential(backend().account(), "d3Jvbmcga2V5"))
                .buildClient();

        assertRefused(
                403,
                backend().isAzurite() ? "AuthorizationFailure" : "AuthenticationFailed",
                () -> stranger.getBlobContainerClient(container.getBlobContainerName())
                        .getProperties());
    }

    @Test
    void aContainerSasDoesWhatItsLettersSay() {
        put("there", "x");
        BlobContainerClient reader = signed(containerSas("r"));
        BlobContainerClient lister = signed(containerSas("l"));
        BlobContainerClient writer = signed(containerSas("w"));

        assertThat(text(reader.getBlobClient("there"))).isEqualTo("x");
        assertThat(lister.listBlobs().stream().map(BlobItem::getName)).containsExactly("there");
        writer.getBlobClient("there").upload(BinaryData.fromString("y"), true);
        assertRefused(403, MISMATCH, () -> reader.listBlobs().stream().count());
        assertRefused(403, MISMATCH, () -> lister.getBlobClient("there").downloadContent());
        assertRefused(403, MISMATCH, () -> writer.getBlobClient("there").delete());
        assertRefused(403, MISMATCH, () -> writer.getBlobClient("there").downloadContent());
    }

    @Test
    void aSasReadsSnapshotsIfItIsForThemOrForAll() {
        BlobClient blob = put("there", "old");
        String snapshot = blob.createSnapshot().getSnapshotId();
        put("there", "new");
        BlobClient kept = blob.getSnapshotClient(snapshot);
        String ofSnapshot = kept.generateSas(
                new BlobServiceSasSignatureValues(inAnHour, new BlobSasPermission().setReadPermission(true)));
        BlobClient byAll = signed(containerSas("r")).getBlobClient("there").getSnapshotClient(snapshot);
        BlobClient byOne = signed(ofSnapshot).getBlobClient("there");

        if (backend().isAzurite()) {
            assertRefused(403, authenticationFailed(), byAll::downloadContent);
        } else {
            assertThat(text(byAll)).isEqualTo("old");
        }
        assertThat(text(byOne.getSnapshotClient(snapshot))).isEqualTo("old");
        assertRefused(403, authenticationFailed(), byOne::downloadContent);
    }

    @Test
    void creatingIsNotOverwriting() {
        BlobContainerClient creator = signed(containerSas("c"));
        creator.getBlobClient("new").upload(BinaryData.fromString("x"), true);

        assertRefused(
                403,
                backend().isAzurite() ? MISMATCH : "UnauthorizedBlobOverwrite",
                () -> creator.getBlobClient("new").upload(BinaryData.fromString("y"), true));
    }

    @Test
    void aBlobSasIsForItsBlob() {
        put("mine", "x");
        put("yours", "x");
        String sas = container
                .getBlobClient("mine")
                .generateSas(new BlobServiceSasSignatureValues(inAnHour, BlobSasPermission.parse("r")));

        assertThat(text(signed(sas).getBlobClient("mine"))).isEqualTo("x");
        assertRefused(
                403,
                authenticationFailed(),
                () -> signed(sas).getBlobClient("yours").downloadContent());
    }

    @Test
    void anExpiredSasIsRefused() {
        put("a", "x");
        String expired = container.generateSas(
                new BlobServiceSasSignatureValues(inAnHour.minusHours(2), BlobContainerSasPermission.parse("r")));
        String later =
                container.generateSas(new BlobServiceSasSignatureValues(inAnHour, BlobContainerSasPermission.parse("r"))
                        .setStartTime(inAnHour.minusMinutes(30)));

        assertRefused(
                403,
                authenticationFailed(),
                () -> signed(expired).getBlobClient("a").downloadContent());
        assertRefused(
                403,
                authenticationFailed(),
                () -> signed(later).getBlobClient("a").downloadContent());
    }

    @Test
    void aForgedSasIsRefused() {
        put("a", "x");
        String forged = containerSas("r").replace("sp=r", "sp=rw");

        assertRefused(
                403,
                authenticationFailed(),
                () -> signed(forged).getBlobClient("a").downloadContent());
    }

    @Test
    void protocolAndAddressAreChecked() {
        put("a", "x");
        BlobServiceSasSignatureValues secure = new BlobServiceSasSignatureValues(
                        inAnHour, BlobContainerSasPermission.parse("r"))
                .setProtocol(SasProtocol.HTTPS_ONLY);
        BlobServiceSasSignatureValues elsewhere = new BlobServiceSasSignatureValues(
                        inAnHour, BlobContainerSasPermission.parse("r"))
                .setSasIpRange(SasIpRange.parse("10.0.0.1-10.0.0.9"));

        assertRefused(
                403,
                "AuthorizationProtocolMismatch",
                () -> signed(container.generateSas(secure)).getBlobClient("a").downloadContent());
        if (!backend().isAzurite()) {
            assertRefused(
                    403,
                    "AuthorizationSourceIPMismatch",
                    () -> signed(container.generateSas(elsewhere))
                            .getBlobClient("a")
                            .downloadContent());
        }
    }

    @Test
    void aStoredPolicyCanBeTakenBack() {
        put("a", "x");
        container.setAccessPolicy(
                null,
                List.of(new BlobSignedIdentifier()
                        .setId("p")
                        .setAccessPolicy(
                                new BlobAccessPolicy().setPermissions("r").setExpiresOn(inAnHour))));
        BlobContainerClient holder = signed(container.generateSas(new BlobServiceSasSignatureValues("p")));

        assertThat(text(holder.getBlobClient("a"))).isEqualTo("x");
        assertRefused(403, MISMATCH, () -> holder.getBlobClient("a").delete());
        container.setAccessPolicy(null, List.of());
        assertRefused(
                403, authenticationFailed(), () -> holder.getBlobClient("a").downloadContent());
    }

    @Test
    void anAccountSasIsForItsResourceTypes() {
        put("a", "x");
        BlobContainerClient objects = signed(accountSas("rwl", "o"));
        BlobContainerClient containers = signed(accountSas("rwl", "c"));

        assertThat(text(objects.getBlobClient("a"))).isEqualTo("x");
        assertThat(containers.listBlobs()).hasSize(1);
        assertRefused(
                403,
                "AuthorizationResourceTypeMismatch",
                () -> objects.listBlobs().stream().count());
        assertRefused(
                403,
                "AuthorizationResourceTypeMismatch",
                () -> containers.getBlobClient("a").downloadContent());
    }

    private String authenticationFailed() {
        return backend().isAzurite() ? "AuthorizationFailure" : "AuthenticationFailed";
    }

    private String containerSas(String letters) {
        return container.generateSas(
                new BlobServiceSasSignatureValues(inAnHour, BlobContainerSasPermission.parse(letters)));
    }

    private String accountSas(String letters, String types) {
        return service.generateAccountSas(new AccountSasSignatureValues(
                inAnHour,
                AccountSasPermission.parse(letters),
                AccountSasService.parse("b"),
                AccountSasResourceType.parse(types)));
    }
}
