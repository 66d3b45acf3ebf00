package io.github.batchbench.transfer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.waiting.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files to and from the fake, with the official SDK underneath, undisturbed and disturbed. */
class TransfersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final int SEVERAL_PARTS = 9 << 20;
    private static final StringValuePattern LATER_PARTS = matching("bytes=[1-9].*");

    private static FakeAzure azure;
    private static BlobStorage storage;

    @TempDir
    Path folder;

    private BlobContainerClient box;
    private Transfers transfers;

    @BeforeAll
    static void start() {
        azure = FakeAzure.start();
        storage = BlobStorage.open(OfflineAccount.of(azure), Pause.REAL);
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void createContainer() {
        box = BlobClients.open(OfflineAccount.of(azure)).createBlobContainer("box");
        transfers = Transfers.of(storage, () -> NOW);
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    void manyFilesGoUpAndComeDown() throws Exception {
        List<Upload> uploads = IntStream.range(0, 40)
                .mapToObj(i -> Upload.of("in/" + i + ".txt", bytes("text " + i)))
                .toList();
        List<TransferProgress> heard = new ArrayList<>();

        List<Transferred> sent = transfers.listener(heard::add).upload("box", uploads);
        Manifest fetched = transfers.download("box", folder);

        assertThat(sent).hasSize(40).extracting(Transferred::present).containsOnly(false);
        assertThat(sent.get(7).blob()).isEqualTo("in/7.txt");
        assertThat(fetched.files()).hasSize(40);
        assertThat(folder.resolve("in/7.txt")).hasContent("text 7");
        long all = uploads.stream().mapToLong(Upload::size).sum();
        assertThat(heard).last().isEqualTo(new TransferProgress(40, 40, all, all));
    }

    @Test
    void aFileOfSeveralPartsIsKeptWithItsCheckSum() throws Exception {
        Path file = Files.write(folder.resolve("big"), random(SEVERAL_PARTS));

        Transferred sent =
                transfers.upload("box", List.of(Upload.of("big", file))).get(0);
        Manifest fetched = transfers.download("box", folder.resolve("out"));

        assertThat(box.getBlobClient("big").getProperties().getContentMd5())
                .asHexString()
                .isEqualToIgnoringCase(sent.md5());
        assertThat(fetched.files()).singleElement().satisfies(came -> {
            assertThat(came.md5()).isEqualTo(sent.md5());
            assertThat(came.size()).isEqualTo(SEVERAL_PARTS);
        });
        assertThat(folder.resolve("out/big")).hasSameBinaryContentAs(file);
    }

    @Test
    void whatIsThereIsNotSentAgain() throws Exception {
        Upload same = Upload.of("same", bytes("same"));
        transfers.upload("box", List.of(same, Upload.of("other", bytes("before"))));
        azure.blobWireMock().resetRequests();

        List<Transferred> again = transfers.upload("box", List.of(same, Upload.of("other", bytes("after!"))));

        assertThat(again).extracting(Transferred::present).containsExactly(true, false);
        azure.blobWireMock().verify(1, putRequestedFor(anyUrl()));
        assertThat(box.getBlobClient("other").downloadContent()).hasToString("after!");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        store("same", "same");
        store("other", "before");
        transfers.download("box", folder);
        store("other", "after!");
        Files.writeString(folder.resolve("same.bak"), "not ours");
        azure.blobWireMock().resetRequests();

        Manifest again = transfers.download("box", folder);

        assertThat(again.files()).extracting(Transferred::name).containsExactly("other", "same");
        assertThat(again.files()).extracting(Transferred::present).containsExactly(false, true);
        azure.blobWireMock().verify(1, getRequestedFor(urlPathMatching(".*/box/.*")));
        assertThat(folder.resolve("other")).hasContent("after!");
    }

    @Test
    void aBlobWithoutACheckSumIsKnownByItsTag() throws Exception {
        store("a", "content").setHttpHeaders(new BlobHttpHeaders());
        transfers.download("box", folder);

        assertThat(transfers.download("box", folder).files())
                .extracting(Transferred::present)
                .containsExactly(true);
        Files.writeString(folder.resolve("a"), "changed");
        assertThat(transfers.download("box", folder).files())
                .extracting(Transferred::present)
                .containsExactly(false);
        assertThat(folder.resolve("a")).hasContent("content");
    }

    @Test
    void namesThatClashAreKeptApart() throws Exception {
        for (String name : List.of("a", "a/b", "A", "x/", "x/y", Manifest.FILE)) {
            store(name, name);
        }

        Manifest manifest = transfers.download("box", folder);

        assertThat(manifest.files())
                .extracting(file -> file.blob() + " in " + file.name())
                .containsExactlyInAnyOrder(
                        "A in A-2",
                        "a in a-3",
                        "a/b in a/b",
                        "x/ in x-2",
                        "x/y in x/y",
                        "batchbench-manifest.json in batchbench-manifest-2.json");
        assertThat(folder.resolve("a-3")).hasContent("a");
        assertThatThrownBy(() ->
                        transfers.upload("box", List.of(Upload.of("a", bytes("1")), Upload.of("a", bytes("2")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same blob: a");
    }

    @Test
    void noBlobLeadsOutOfTheFolder() {
        store("../evil", "x");

        assertThatThrownBy(() -> transfers.download("box", folder.resolve("in")))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("leads out of the folder: ../evil");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void theManifestSaysWhatCame() throws Exception {
        store("in/a.txt", "hello");

        transfers.download("box", folder);

        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve(Manifest.FILE).toFile());
        assertThat(manifest.get("container").asText()).isEqualTo("box");
        JsonNode file = manifest.get("files").get(0);
        assertThat(file.get("name").asText()).isEqualTo("in/a.txt");
        assertThat(file.get("blob").asText()).isEqualTo("in/a.txt");
        assertThat(file.get("size").asLong()).isEqualTo(5);
        assertThat(file.get("md5").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(file.get("when").asText()).isEqualTo(NOW.toString());
    }

    @Test
    void aTransferThatIsCutGoesOn() throws Exception {
        byte[] content = random(SEVERAL_PARTS);
        box.getBlobClient("big").upload(BinaryData.fromBytes(content));
        cutOnce(get(urlPathMatching(".*/box/big")).withHeader("x-ms-range", LATER_PARTS));
        cutOnce(put(urlPathMatching(".*/box/again")));

        transfers.download("box", folder);
        transfers.upload("box", List.of(Upload.of("again", folder.resolve("big"))));

        assertThat(folder.resolve("big")).hasBinaryContent(content);
        assertThat(box.getBlobClient("again").downloadContent().toBytes()).isEqualTo(content);
    }

    @Test
    void aPartThatIsRefusedLeavesNoHalfFile() throws Exception {
        box.getBlobClient("big").upload(BinaryData.fromBytes(random(SEVERAL_PARTS)));
        Files.writeString(folder.resolve("big"), "of yesterday");
        azure.blobWireMock()
                .stubFor(get(urlPathMatching(".*/box/big"))
                        .withHeader("x-ms-range", LATER_PARTS)
                        .willReturn(aResponse().withStatus(403)));

        assertThatThrownBy(() -> transfers.download("box", folder))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("download big of container box");
        assertThat(files()).containsExactlyInAnyOrder("big", Manifest.FILE);
        assertThat(folder.resolve("big")).hasContent("of yesterday");

        azure.blobWireMock().resetAll();
        transfers.download("box", folder);
        assertThat(folder.resolve("big")).hasSize(SEVERAL_PARTS);
    }

    @Test
    void aContainerThatIsDeletedInBetweenEndsItWithWhatWasFetched() throws Exception {
        store("a", "1");
        store("b", "2");
        Transfers oneByOne = transfers.threads(1).listener(progress -> {
            if (progress.files() == 1) {
                box.deleteIfExists();
            }
        });
        azure.blobWireMock()
                .stubFor(get(urlPathMatching(".*/box/b")).willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(() -> oneByOne.download("box", folder)).isInstanceOf(AzureException.class);
        assertThat(files()).containsExactlyInAnyOrder("a", Manifest.FILE);
        assertThat(Manifest.of(folder, "box").files())
                .extracting(Transferred::name)
                .containsExactly("a");
        assertThatThrownBy(() -> transfers.download("box", folder))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("ContainerNotFound");
    }

    @Test
    void whatIsNotWhatItsCheckSumSaysIsNotKept() {
        store("a", "content").setHttpHeaders(new BlobHttpHeaders().setContentMd5(new byte[16]));

        assertThatThrownBy(() -> transfers.download("box", folder))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("blob a of container box");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void anInterruptionLeavesNoHalfFile() throws Exception {
        store("slow", "x");
        CountDownLatch asked = new CountDownLatch(1);
        azure.blobWireMock()
                .stubFor(get(urlPathMatching(".*/box/slow"))
                        .willReturn(aResponse().withStatus(200).withBody("half").withFixedDelay(60_000)));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                transfers.listener(progress -> asked.countDown()).download("box", folder);
            } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
            }
        });

        thread.start();
        asked.await();
        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(files()).containsExactly(Manifest.FILE);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> transfers.upload("box", List.of(Upload.of("a", missing))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot read " + missing);
    }

    private static void cutOnce(MappingBuilder request) {
        azure.blobWireMock()
                .stubFor(request.inScenario(request.toString())
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                        .willSetStateTo("cut"));
    }

    private BlobClient store(String name, String text) {
        var blob = box.getBlobClient(name);
        blob.upload(BinaryData.fromString(text), true);
        return blob;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
