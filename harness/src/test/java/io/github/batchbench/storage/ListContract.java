package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of blobs, and tags. */
abstract class ListContract extends StorageContract {
    /** Tests a storage. */
    ListContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void pagesTogetherAreTheList() {
        for (int i = 0; i < 11; i++) {
            put("page/%02d".formatted(i), "x");
        }
        put("other", "x");
        List<PagedResponse<BlobItem>> pages = container
                .listBlobs(new ListBlobsOptions().setPrefix("page/").setMaxResultsPerPage(4), null)
                .streamByPage()
                .toList();

        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(page -> page.getValue().stream()).map(BlobItem::getName))
                .hasSize(11)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aFullLastPageHasNoNext() {
        put("1", "x");
        put("2", "x");

        assertThat(container
                        .listBlobs(new ListBlobsOptions().setMaxResultsPerPage(2), null)
                        .streamByPage())
                .hasSize(1);
    }

    @Test
    void virtualDirectoriesAreListedOnce() {
        for (String name : List.of("a/1", "a/2", "a/b/3", "c", "d/4")) {
            put(name, "x");
        }
        List<BlobItem> top =
                container.listBlobsByHierarchy("/", new ListBlobsOptions().setMaxResultsPerPage(1), null).stream()
                        .toList();
        List<BlobItem> inside = container.listBlobsByHierarchy("a/").stream().toList();

        assertThat(top).extracting(BlobItem::getName).containsExactlyInAnyOrder("a/", "c", "d/");
        assertThat(top).extracting(BlobItem::isPrefix).contains(true);
        assertThat(inside).extracting(BlobItem::getName).containsExactlyInAnyOrder("a/1", "a/2", "a/b/");
    }

    @Test
    void detailsComeWhenAskedFor() {
        BlobClient blob = put("d", "x");
        blob.setMetadata(Map.of("k", "v"));
        blob.setTags(Map.of("t", "1"));
        blob.createSnapshot();
        List<BlobItem> plain = container.listBlobs().stream().toList();
        List<BlobItem> full = container
                .listBlobs(
                        new ListBlobsOptions()
                                .setDetails(new BlobListDetails()
                                        .setRetrieveMetadata(true)
                                        .setRetrieveTags(true)
                                        .setRetrieveSnapshots(true)),
                        null)
                .stream()
                .toList();

        assertThat(plain).singleElement().satisfies(item -> {
            assertThat(item.getMetadata()).isNullOrEmpty();
            assertThat(item.getProperties().getTagCount()).isEqualTo(1);
            assertThat(item.getProperties().getContentLength()).isEqualTo(1);
        });
        assertThat(full).hasSize(2);
        assertThat(full.get(0).getSnapshot()).isNotEmpty();
        assertThat(full.get(1).getMetadata()).containsEntry("k", "v");
        assertThat(full.get(1).getTags()).containsOnly(Map.entry("t", "1"));
    }

    @Test
    void tagsDoNotChangeTheEntityTag() {
        BlobClient blob = put("t", "x");
        String etag = blob.getProperties().getETag();
        blob.setTags(Map.of("project", "p1", "size", "10"));

        assertThat(blob.getTags()).containsOnly(Map.entry("project", "p1"), Map.entry("size", "10"));
        assertThat(blob.getProperties().getETag()).isEqualTo(etag);
        assertThat(blob.getProperties().getTagCount()).isEqualTo(2);
    }

    @Test
    void blobsAreFoundByTheirTags() {
        put("one", "x").setTags(Map.of("kind", "in", "size", "1"));
        put("two", "x").setTags(Map.of("kind", "in", "size", "2"));
        put("three", "x").setTags(Map.of("kind", "out"));

        assertThat(container.findBlobsByTags("\"kind\"='in' AND \"size\">='2'").stream())
                .singleElement()
                .satisfies(found -> assertThat(found.getName()).isEqualTo("two"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "kind<>'in'",
                "kind='in' or size='2'",
                "'kind'='in'",
                "kind='@'",
                "@blob='in'",
            })
    void aSearchThatIsNoneIsRefused(String search) {
        assertRefused(
                400,
                "InvalidQueryParameterValue",
                () -> container.findBlobsByTags(search).stream().count());
    }
}
