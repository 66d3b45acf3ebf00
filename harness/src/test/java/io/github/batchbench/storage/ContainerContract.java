package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobContainerListDetails;
import com.azure.storage.blob.models.BlobContainerProperties;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.models.ListBlobContainersOptions;
import com.azure.storage.blob.models.PublicAccessType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Containers and the account. */
abstract class ContainerContract extends StorageContract {
    /** Tests a storage. */
    ContainerContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void aContainerIsMadeOnce() {
        assertThat(container.exists()).isTrue();
        assertThat(container.createIfNotExists()).isFalse();
        assertRefused(409, "ContainerAlreadyExists", container::create);
    }

    @Test
    void aDeletedContainerIsGone() {
        container.delete();

        assertThat(container.exists()).isFalse();
        assertThat(container.deleteIfExists()).isFalse();
        assertRefused(404, "ContainerNotFound", container::delete);
        assertRefused(404, "ContainerNotFound", () -> put("a", "x"));
        assertRefused(
                404, "ContainerNotFound", () -> container.listBlobs().stream().count());
    }

    @Test
    void namesFollowTheRules() {
        for (String name : List.of("Upper", "two--dashes", "-first", "last-", "under_score")) {
            BlobContainerClient wrong = service.getBlobContainerClient(name);
            assertRefused(400, "InvalidResourceName", wrong::create);
        }
        BlobContainerClient tooShort = service.getBlobContainerClient("ab");
        assertRefused(400, "OutOfRangeInput", tooShort::create);
    }

    @Test
    void metadataIsReplacedAsAWhole() {
        container.setMetadata(Map.of("one", "1", "two", "2"));
        BlobContainerProperties before = container.getProperties();
        container.setMetadata(Map.of("three", "3"));

        assertThat(before.getMetadata()).containsOnly(Map.entry("one", "1"), Map.entry("two", "2"));
        assertThat(container.getProperties().getMetadata()).containsOnly(Map.entry("three", "3"));
        assertThat(container.getProperties().getETag()).isNotEqualTo(before.getETag());
    }

    @Test
    void storedPoliciesAndPublicAccessAreKept() {
        OffsetDateTime expiry = OffsetDateTime.of(2099, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        BlobSignedIdentifier policy = new BlobSignedIdentifier()
                .setId("readers")
                .setAccessPolicy(new BlobAccessPolicy().setPermissions("rl").setExpiresOn(expiry));
        container.setAccessPolicy(PublicAccessType.BLOB, List.of(policy));

        assertThat(container.getAccessPolicy().getBlobAccessType()).isEqualTo(PublicAccessType.BLOB);
        assertThat(container.getAccessPolicy().getIdentifiers()).singleElement().satisfies(kept -> {
            assertThat(kept.getId()).isEqualTo("readers");
            assertThat(kept.getAccessPolicy().getPermissions()).isEqualTo("rl");
            assertThat(kept.getAccessPolicy().getExpiresOn()).isEqualTo(expiry);
        });
    }

    @Test
    void whatIsPublicCanBeReadByAnybody() {
        put("open", "for all");
        container.setAccessPolicy(PublicAccessType.BLOB, null);
        BlobContainerClient anybody =
                builder(backend().endpoint()).buildClient().getBlobContainerClient(container.getBlobContainerName());

        assertThat(text(anybody.getBlobClient("open"))).isEqualTo("for all");
        container.setAccessPolicy(null, null);
        assertThat(catchThrowable(() -> text(anybody.getBlobClient("open")))).isNotNull();
    }

    @Test
    void containersAreListedInPagesWithTheirMetadata() {
        BlobContainerClient second = service.getBlobContainerClient(container.getBlobContainerName() + "2");
        second.createWithResponse(Map.of("who", "second"), null, null, null);
        try {
            ListBlobContainersOptions options = new ListBlobContainersOptions()
                    .setPrefix(container.getBlobContainerName())
                    .setMaxResultsPerPage(1)
                    .setDetails(new BlobContainerListDetails().setRetrieveMetadata(true));
            List<BlobContainerItem> items =
                    service.listBlobContainers(options, null).stream().toList();

            assertThat(items)
                    .extracting(BlobContainerItem::getName)
                    .containsExactly(container.getBlobContainerName(), second.getBlobContainerName());
            assertThat(items.get(1).getMetadata()).containsEntry("who", "second");
            assertThat(items.get(0).getProperties().getETag()).isNotEmpty();
        } finally {
            second.delete();
        }
    }

    @Test
    void theServiceHasProperties() {
        assertThat(service.getProperties().getHourMetrics()).isNotNull();
        assertThat(service.getAccountInfo().getAccountKind()).isNotNull();
    }
}
