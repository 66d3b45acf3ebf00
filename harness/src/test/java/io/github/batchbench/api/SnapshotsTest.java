package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.account.KeptAccount;
import io.github.batchbench.fake.blob.KeptBlob;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The state of a fake, saved and restored. */
@Timeout(120)
class SnapshotsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    static final String STATE = """
            batchAccounts:
              - name: nightly
                storageAccount: nightlydata
                quotas: {pools: 7}
                applications: [{id: tool, displayName: The tool}]
                pools:
                  - &pool
                    id: small
                    vmSize: standard_d2s_v3
                    targetDedicatedNodes: 2
                    metadata: [{name: a, value: b}]
                    virtualMachineConfiguration: &machine
                      imageReference: {publisher: canonical, offer: 0001-com-ubuntu-server-jammy, sku: 22_04-lts}
                      nodeAgentSKUId: batch.node.ubuntu 22.04
                    startTask: {commandLine: /bin/sh -c 'echo shared >$AZ_BATCH_NODE_SHARED_DIR/s', waitForSuccess: true}
                    userAccounts: [{name: anna, password: secret-1}]
                  - {id: empty, vmSize: standard_d2s_v3, virtualMachineConfiguration: *machine}
                jobs:
                  - id: j
                    poolInfo: {poolId: small}
                    usesTaskDependencies: true
                    tasks:
                      - id: done
                        commandLine: /bin/sh -c 'echo out; echo file >f; ln -s f l; chmod 500 f'
                      - id: failed
                        commandLine: /bin/sh -c 'exit 3'
                        constraints: {maxTaskRetryCount: 1}
                      - id: after
                        commandLine: /bin/cat $AZ_BATCH_NODE_SHARED_DIR/s
                        dependsOn: {taskIds: [failed, done]}
                      - id: free
                        commandLine: /bin/sh -c 'echo free'
                        dependsOn: {taskIds: [done]}
                  - {id: waits, poolInfo: {poolId: nowhere}, tasks: [{id: t, commandLine: 'true'}]}
                jobSchedules:
                  - id: nightly
                    schedule: {recurrenceInterval: P1D}
                    jobSpecification: {poolInfo: {poolId: empty}}
              - name: second
                pools: [{id: other, vmSize: standard_d2s_v3, virtualMachineConfiguration: *machine}]
            storageAccounts:
              - name: nightlydata
                containers: [{name: input, metadata: {a: b}, blobs: [{name: x, text: one}]}]
            """;

    @TempDir
    private Path folder;

    private FakeAzure start(String more) throws IOException {
        Path file = Files.writeString(folder.resolve("init.yaml"), STATE + more);
        return FakeAzure.start(FakeAzureOptions.defaults().withInit(file));
    }

    private static FakeAzure from(Path snapshot) {
        return FakeAzure.start(FakeAzureOptions.defaults().withFrom(snapshot));
    }

    static void await(BatchAccount account, BooleanSupplier condition) throws InterruptedException {
        assertThat(account.timeline().await(condition, LONG)).isTrue();
    }

    /** The task {@code runs} runs until the file is there, and {@code last} waits for it. */
    static void runsUntil(BatchAccount account, Path go) throws InterruptedException {
        account.tasks()
                .add(
                        "j",
                        Document.of("id", "runs")
                                .with(
                                        "commandLine",
                                        "/bin/sh -c 'while [ ! -e " + go + " ]; do sleep 0.01; done; cat "
                                                + "$AZ_BATCH_NODE_SHARED_DIR/s'"));
        account.tasks()
                .add(
                        "j",
                        Document.of("id", "last")
                                .with("commandLine", "/bin/true")
                                .with("dependsOn", Document.of("taskIds", List.of("runs", "done"))));
        await(account, () -> account.tasks().get("j", "runs").state() == TaskState.RUNNING);
    }

    static boolean isOver(BatchAccount account, String job, String task) {
        return account.tasks().get(job, task).lifecycle().is(TaskState.COMPLETED);
    }

    static boolean allIdle(BatchAccount account) {
        return account.pools().get("small").nodes().stream()
                        .filter(node -> node.state() == NodeState.IDLE)
                        .count()
                == 2;
    }

    static void awaitQuiet(FakeAzure azure) throws InterruptedException {
        await(
                azure.batch(),
                () -> isOver(azure.batch(), "j", "failed")
                        && isOver(azure.batch(), "j", "free")
                        && allIdle(azure.batch()));
    }

    static KeptAccount kept(FakeAzure azure, String account) {
        return Objects.requireNonNull(azure.accounts().get(account)).kept();
    }

    static List<KeptBlob> blobs(StorageAccount account) {
        StorageAccount.Kept kept = account.kept();
        kept.blobs().forEach(part -> part.content().release());
        return kept.blobs().stream().map(KeptBlob.Part::blob).toList();
    }

    static String read(BatchAccount account, Task task, String file) throws IOException {
        NodeIdentity node = Objects.requireNonNull(task.node());
        try (InputStream in =
                account.agent().files(node).open("workitems/j/job-1/" + task.id() + "/" + file, 0, 1000)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everythingIsThereAgain() throws Exception {
        Path file = folder.resolve("state.sqlite");
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            BlobClient blob = BlobClients.open(OfflineAccount.of(azure))
                    .getBlobContainerClient("input")
                    .getBlobClient("x");
            blob.createSnapshot();
            blob.upload(BinaryData.fromString("two"), true);
            var unused =
                    new BlobLeaseClientBuilder().blobClient(blob).buildClient().acquireLease(-1);
            BlockBlobClient blocks = BlobClients.open(OfflineAccount.of(azure))
                    .getBlobContainerClient("input")
                    .getBlobClient("blocks")
                    .getBlockBlobClient();
            blocks.stageBlock("YQ==", BinaryData.fromString("block"));

            azure.snapshots().save(file);

            try (FakeAzure again = from(file)) {
                assertThat(again.batchKeys()).extracting(BatchKeys::account).containsExactly("nightly", "second");
                assertThat(again.batchKey()).isEqualTo(azure.batchKey());
                assertThat(again.storageKeys()).isEqualTo(azure.storageKeys());
                for (String account : List.of("nightly", "second")) {
                    assertThat(kept(again, account)).usingRecursiveComparison().isEqualTo(kept(azure, account));
                }
                assertThat(blobs(again.storage())).isEqualTo(blobs(azure.storage()));
                BlobClient same = BlobClients.open(OfflineAccount.of(again))
                        .getBlobContainerClient("input")
                        .getBlobClient("x");
                assertThat(same.downloadContent()).hasToString("two");
                Task done = again.batch().tasks().get("j", "done");
                assertThat(read(again.batch(), done, "stdout.txt")).isEqualTo("out\n");
                assertThat(read(again.batch(), done, "wd/f")).isEqualTo("file\n");
                assertThat(read(again.batch(), done, "wd/l")).isEqualTo("file\n");
            }
        }
    }

    @Test
    void whatRanIsBackInTheQueueAndWhatWaitedGoesOn() throws Exception {
        Path file = folder.resolve("state.sqlite");
        Path go = folder.resolve("go");
        try (FakeAzure azure = start("")) {
            awaitQuiet(azure);
            runsUntil(azure.batch(), go);
            azure.batch().jobs().terminate("waits", "enough");
            azure.snapshots().save(file);
        }
        Files.createFile(go);
        try (FakeAzure again = from(file)) {
            await(again.batch(), () -> isOver(again.batch(), "j", "runs") && isOver(again.batch(), "j", "last"));
            Task runs = again.batch().tasks().get("j", "runs");
            assertThat(runs.run().requeueCount()).isEqualTo(1);
            assertThat(runs.succeeded()).isTrue();
            assertThat(read(again.batch(), runs, "stdout.txt")).isEqualTo("shared\n");
            assertThat(again.batch().tasks().get("j", "after").state()).isEqualTo(TaskState.ACTIVE);
            await(again.batch(), () -> again.batch().jobs().get("waits").state() == JobState.COMPLETED);
            again.failures().check();
        }
    }

    @Test
    void virtualTimeIsAgainWhatItWas() throws Exception {
        try (FakeAzure azure = start("clock: {start: 2030-01-01T00:00:00Z}\n")) {
            azure.clock().advance(Duration.ofMinutes(1));
            Instant then = azure.clock().instant();
            assertThat(azure.snapshots().save("before")).isRegularFile();
            assertThat(azure.snapshots().names()).containsExactly("before");
            azure.clock().advance(Duration.ofDays(3));
            azure.batch().pools().delete("empty");
            azure.clock().advance(Duration.ofDays(1));
            assertThat(azure.batch().jobSchedules().jobs("nightly")).hasSize(1);

            azure.snapshots().restore("before");

            assertThat(azure.clock().instant()).isEqualTo(then);
            assertThat(azure.batch().pools().get("empty").id()).isEqualTo("empty");
            azure.batch().jobs().terminate("nightly:job-1", "done");
            azure.clock().advance(Duration.ofDays(1));
            assertThat(azure.batch().jobSchedules().jobs("nightly")).hasSize(2);
        }
    }

    @Test
    void overHttp() throws Exception {
        try (FakeAzure azure = start("")) {
            assertThat(post(azure, "snapshots/a").body()).contains("a.sqlite");
            azure.batch().pools().delete("empty");
            await(azure.batch(), () -> azure.batch().pools().all().size() == 1);

            assertThat(post(azure, "snapshots/a/restore").statusCode()).isEqualTo(204);

            assertThat(azure.batch().pools().all()).hasSize(2);
            assertThat(post(azure, "snapshots/b/restore").body()).contains("There is no snapshot");
            assertThat(post(azure, "snapshots/.b").statusCode()).isEqualTo(400);
        }
    }

    static HttpResponse<String> post(FakeAzure azure, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/" + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsNoneIsRefusedAndChangesNothing() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "x".repeat(5000));
        Path empty = Files.createFile(folder.resolve("empty"));
        try (FakeAzure azure = start("");
                FakeAzure other = FakeAzure.start()) {
            Path file = folder.resolve("state.sqlite");
            azure.snapshots().save(file);
            assertThatThrownBy(() -> other.snapshots().restore(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'nightly'")
                    .hasMessageContaining("'batchbench'");
            try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = database.createStatement()) {
                statement.execute("pragma user_version = 99");
            }
            for (Path wrong : List.of(text, empty, file, folder.resolve("nowhere"))) {
                assertThatThrownBy(() -> azure.snapshots().restore(wrong)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> from(wrong)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> azure.snapshots().restore(file)).hasMessageContaining("format 99");
            assertThat(azure.batch().pools().all()).hasSize(2);
        }
    }
}
