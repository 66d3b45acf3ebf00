package io.github.batchbench.api;

import static io.github.batchbench.api.SnapshotsTest.await;
import static io.github.batchbench.api.SnapshotsTest.awaitQuiet;
import static io.github.batchbench.api.SnapshotsTest.blobs;
import static io.github.batchbench.api.SnapshotsTest.isOver;
import static io.github.batchbench.api.SnapshotsTest.kept;
import static io.github.batchbench.api.SnapshotsTest.read;
import static io.github.batchbench.api.SnapshotsTest.runsUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.account.UploadedCertificate;
import io.github.batchbench.fake.blob.KeptBlob;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.PackageContent;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state of a fake in a folder, which the next fake goes on with. */
@Timeout(120)
class LocationTest {
    @TempDir
    private Path folder;

    private FakeAzureOptions located() {
        return FakeAzureOptions.defaults().withLocation(folder.resolve("state"));
    }

    private FakeAzure start(String more) throws IOException {
        Path file = Files.writeString(folder.resolve("init.yaml"), SnapshotsTest.STATE + more);
        return FakeAzure.start(located().withInit(file));
    }

    private FakeAzure again() {
        return FakeAzure.start(located());
    }

    private static Map<String, KeptAccount> accounts(FakeAzure azure) {
        Map<String, KeptAccount> all = new LinkedHashMap<>();
        azure.accounts().keySet().forEach(name -> all.put(name, kept(azure, name)));
        return all;
    }

    private static BlobContainerClient input(FakeAzure azure) {
        return BlobClients.open(OfflineAccount.of(azure)).getBlobContainerClient("input");
    }

    @Test
    void everythingIsThereAgain() throws Exception {
        Map<String, KeptAccount> accounts;
        List<KeptBlob> blobs;
        String key;
        List<StorageKeys> storage;
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            BlobContainerClient input = input(azure);
            input.getBlobClient("x").createSnapshot();
            input.getBlobClient("x").upload(BinaryData.fromString("two"), true);
            var unused = new BlobLeaseClientBuilder()
                    .blobClient(input.getBlobClient("x"))
                    .buildClient()
                    .acquireLease(-1);
            BlockBlobClient blocks = input.getBlobClient("blocks").getBlockBlobClient();
            blocks.stageBlock("YQ==", BinaryData.fromString("block"));
            AppendBlobClient log = input.getBlobClient("log").getAppendBlobClient();
            log.create();
            for (String line : List.of("a", "b", "c")) {
                log.appendBlock(BinaryData.fromString(line).toStream(), 1);
            }
            input.getBlobClient("gone").upload(BinaryData.fromString("gone"));
            input.getBlobClient("gone").delete();
            azure.batch().certificates().add(new UploadedCertificate("A0", "sha1", "MIIB", false));
            azure.batch().applications().add("tool", "1.0", Files.writeString(folder.resolve("1.zip"), "no zip"));
            String node = azure.batch().pools().get("small").nodes().get(0).id();
            azure.batch()
                    .nodes()
                    .addUser("small", node, "bert", Document.of("name", "bert").with("isAdmin", true));
            accounts = accounts(azure);
            blobs = blobs(azure.storage());
            key = azure.batchKey();
            storage = azure.storageKeys();
        }
        for (int time = 0; time < 2; time++) {
            try (FakeAzure azure = again()) {
                assertThat(azure.batchKeys()).extracting(BatchKeys::account).containsExactly("nightly", "second");
                assertThat(azure.batchKey()).isEqualTo(key);
                assertThat(azure.storageKeys()).isEqualTo(storage);
                assertThat(accounts(azure)).usingRecursiveComparison().isEqualTo(accounts);
                assertThat(blobs(azure.storage())).isEqualTo(blobs);
                assertThat(input(azure).getBlobClient("x").downloadContent()).hasToString("two");
                assertThat(input(azure).getBlobClient("log").downloadContent()).hasToString("abc");
                Task done = azure.batch().tasks().get("j", "done");
                assertThat(read(azure.batch(), done, "stdout.txt")).isEqualTo("out\n");
                assertThat(read(azure.batch(), done, "wd/f")).isEqualTo("file\n");
                assertThat(azure.batch().certificates().get("a0").publicData()).isEqualTo("MIIB");
                PackageContent tool = azure.batch()
                        .applications()
                        .get("tool")
                        .orElseThrow()
                        .all()
                        .get(0)
                        .content();
                try (InputStream in = Objects.requireNonNull(tool).open()) {
                    assertThat(in).hasContent("no zip");
                }
                azure.failures().check();
            }
        }
    }

    @Test
    void aRowThatCannotBeReadIsNamed() throws Exception {
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state/state.sqlite"));
                Statement statement = database.createStatement()) {
            statement.execute(
                    "update tasks set document = replace(document, '\"order\":', '\"order\":\"') where id = 'free'");
        }
        assertThatThrownBy(this::again)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The row 'free' in 'j' of the table tasks cannot be read");
    }

    @Test
    void whatRanIsBackInTheQueueAndWhatWaitedGoesOn() throws Exception {
        Path go = folder.resolve("go");
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            runsUntil(azure.batch(), go);
        }
        Files.createFile(go);
        try (FakeAzure azure = again()) {
            await(azure.batch(), () -> isOver(azure.batch(), "j", "runs") && isOver(azure.batch(), "j", "last"));
            Task runs = azure.batch().tasks().get("j", "runs");
            assertThat(runs.run().requeueCount()).isEqualTo(1);
            assertThat(runs.succeeded()).isTrue();
            assertThat(read(azure.batch(), runs, "stdout.txt")).isEqualTo("shared\n");
            azure.failures().check();
        }
    }

    @Test
    void whatHasGoneStaysAway() throws Exception {
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            azure.batch().tasks().delete("j", "failed");
            azure.batch().jobs().delete("waits");
            azure.batch().pools().delete("empty");
            input(azure).delete();
            await(
                    azure.batch(),
                    () -> azure.batch().pools().all().size() == 1
                            && azure.batch().jobs().all().stream()
                                    .noneMatch(job -> job.id().equals("waits")));
        }
        try (FakeAzure azure = again()) {
            assertThat(azure.batch().pools().all())
                    .extracting(pool -> pool.id())
                    .containsExactly("small");
            assertThat(azure.batch().jobs().get("j").tasks()).hasSize(3);
            assertThat(input(azure).exists()).isFalse();
            azure.reset();
        }
        try (FakeAzure azure = again()) {
            assertThat(azure.batch().pools().all()).isEmpty();
            assertThat(azure.storage().kept().containers()).isEmpty();
        }
        try (var left = Files.list(folder.resolve("state/nodes/nightly"))) {
            assertThat(left).isEmpty();
        }
        try (var left = Files.list(folder.resolve("state/contents/nightlydata"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSnapshotTakesThePlaceOfWhatWasThere() throws Exception {
        KeptAccount before;
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            azure.snapshots().save(folder.resolve("then.sqlite"));
            before = kept(azure, "nightly");
            azure.batch().jobs().delete("j");
            input(azure).getBlobClient("x").delete();
            await(
                    azure.batch(),
                    () -> azure.batch().jobs().all().stream()
                            .noneMatch(job -> job.id().equals("j")));
            azure.snapshots().restore(folder.resolve("then.sqlite"));
        }
        try (FakeAzure azure = again()) {
            assertThat(kept(azure, "nightly")).usingRecursiveComparison().isEqualTo(before);
            assertThat(input(azure).getBlobClient("x").downloadContent()).hasToString("one");
            assertThat(read(azure.batch(), azure.batch().tasks().get("j", "done"), "stdout.txt"))
                    .isEqualTo("out\n");
        }
    }

    @Test
    void virtualTimeGoesOn() throws Exception {
        Instant then;
        try (FakeAzure azure = start("clock: {start: 2030-01-01T00:00:00Z}\n")) {
            azure.clock().advance(Duration.ofHours(30));
            then = azure.clock().instant();
            assertThat(azure.batch().jobSchedules().jobs("nightly")).hasSize(1);
        }
        try (FakeAzure azure = again()) {
            assertThat(azure.clock().instant()).isEqualTo(then);
            azure.batch().jobs().terminate("nightly:job-1", "done");
            azure.clock().advance(Duration.ofDays(1));
            assertThat(azure.batch().jobSchedules().jobs("nightly")).hasSize(2);
        }
    }

    @Test
    void whatAFileNamesIsPutThereOnce() throws Exception {
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            azure.batch().jobs().delete("waits");
            await(
                    azure.batch(),
                    () -> azure.batch().jobs().all().stream()
                            .noneMatch(job -> job.id().equals("waits")));
        }
        try (FakeAzure azure = start("")) {
            assertThat(azure.batch().tasks().get("j", "done").state()).isEqualTo(TaskState.COMPLETED);
            assertThat(azure.batch().jobs().get("waits").tasks()).hasSize(1);
        }
    }

    @Test
    void anotherFakeIsRefused() throws Exception {
        try (FakeAzure azure = FakeAzure.start(located())) {
            assertThatThrownBy(this::again)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(azure.batch().pools().all()).isEmpty();
        }
        try (FakeAzure azure = again()) {
            assertThat(azure.batch().pools().all()).isEmpty();
        }
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        try (FakeAzure azure = start("")) {
            azure.snapshots().save(folder.resolve("a.sqlite"));
        }
        Path state = folder.resolve("state/state.sqlite");
        assertThatThrownBy(() -> FakeAzureOptions.defaults().withFrom(state))
                .hasMessageContaining("is not a snapshot of Batchbench");
        assertThatThrownBy(() -> FakeAzure.start(located().withFrom(folder.resolve("a.sqlite"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is a state in");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + state);
                Statement statement = database.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        assertThatThrownBy(this::again)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 99");
        Files.writeString(state, "x".repeat(5000), StandardCharsets.US_ASCII);
        assertThatThrownBy(this::again).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCertificateAuthorityStays() throws Exception {
        byte[] first;
        try (FakeAzure azure = FakeAzure.start(located().withHttps())) {
            first = azure.trust().orElseThrow().certificate().getEncoded();
        }
        try (FakeAzure azure = FakeAzure.start(located().withHttps())) {
            assertThat(azure.trust().orElseThrow().certificate().getEncoded()).isEqualTo(first);
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("state/authority/ca.key")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void tokensAreGoodAsLongAsTheStateIsThere() throws Exception {
        Path key = folder.resolve("state/authority/tokens.key");
        String token;
        try (FakeAzure azure = FakeAzure.start(located())) {
            assertThat(key).doesNotExist();
            token = azure.authority().token("https://batch.core.windows.net/");
        }
        assertThat(Files.getPosixFilePermissions(key))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        try (FakeAzure azure = again()) {
            assertThat(status(azure, token)).isEqualTo(200);
        }
        try (FakeAzure another = FakeAzure.start()) {
            assertThat(status(another, token)).isEqualTo(401);
        }
        Files.writeString(key, "no key");
        assertThatThrownBy(this::again)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tokens.key has no key that signs tokens");
        Files.delete(key);
        try (FakeAzure azure = again()) {
            assertThat(status(azure, token)).isEqualTo(401);
        }
    }

    private static int status(FakeAzure azure, String token) throws IOException, InterruptedException {
        HttpRequest pools = HttpRequest.newBuilder(
                        URI.create(azure.batchEndpoint() + "/pools?api-version=2024-07-01.20.0"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(pools, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
