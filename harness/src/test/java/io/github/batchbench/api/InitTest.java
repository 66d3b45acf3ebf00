package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.PublicAccessType;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.TaskState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fake that begins with what a file names. */
@Timeout(120)
class InitTest {
    private static final String KEY = AccountKeys.randomKey();
    private static final String SECOND_KEY = AccountKeys.randomKey();

    /** An X.509 certificate, DER in base64, and its thumbprint. */
    private static final String CERTIFICATE =
            "MIIBbjCCARWgAwIBAgIUUTqWRgCd6hw/3sWuMNRYERkFIwgwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBdDAgFw0yNj"
                    + "ExMjcwNzMwMzRaGA8yMTI2MTEwMzA3MzAzNFowDDEKMAgGA1UEAwwBdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA"
                    + "BL5zRZ7lQ3VOWXnWPGB/WJDuoAqGn5xwk+jZ9rG1+mqbwlY+K8iYV5dyYHcXEnXxuupIRAfeWd3ybahL0PX/aCSjUz"
                    + "BRMB0GA1UdDgQWBBRC8jxNWgMueGai8oqAsdB/gk21bTAfBgNVHSMEGDAWgBRC8jxNWgMueGai8oqAsdB/gk21bTAP"
                    + "BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIF3akv96EFmFf6oOlrCwL1wY5AYC90A2XO+5yCv2Ep0iAi"
                    + "BHtq9UDcx6APzCZeCaRGzWvgCZJWskiyOT2Whk2ozjJA==";

    private static final String THUMBPRINT = "835e8489d5b2019f7ce909a764176637cb8a9eae";

    private static final String EVERYTHING = """
            batchAccounts:
              - name: nightly
                keys: {primary: "KEY", secondary: "SECOND"}
                location: West Europe
                tags: {team: blast}
                storageAccount: nightlydata
                quotas: {pools: 2, familyCores: {standardDSv3Family: 8}}
                applications:
                  - id: tool
                    displayName: The tool
                    defaultVersion: "2.16"
                    packages:
                      - {version: "2.16", file: packages/tool.zip}
                certificates:
                  - thumbprint: THUMBPRINT
                    thumbprintAlgorithm: sha1
                    data: CERTIFICATE
                    certificateFormat: cer
                pools:
                  - &pool
                    id: small
                    vmSize: standard_d2s_v3
                    targetDedicatedNodes: 2
                    virtualMachineConfiguration:
                      imageReference: {publisher: canonical, offer: 0001-com-ubuntu-server-jammy, sku: 22_04-lts}
                      nodeAgentSKUId: batch.node.ubuntu 22.04
                    nodeUsers:
                      - {name: anna, password: secret-1, isAdmin: true}
                jobs:
                  - id: j
                    poolInfo: {poolId: small}
                    tasks:
                      - id: "1"
                        commandLine: /bin/sh -c '$AZ_BATCH_APP_PACKAGE_tool/bin/hello'
                        applicationPackageReferences: [{applicationId: tool}]
                jobSchedules:
                  - id: each-night
                    schedule: {recurrenceInterval: P1D}
                    jobSpecification: {poolInfo: {poolId: small}}
              - name: second
                keys: {primary: "KEY"}
                pools: []
            storageAccounts:
              - name: other
              - name: nightlydata
                keys: {key1: "KEY"}
                containers:
                  - name: input
                    publicAccess: blob
                    metadata: {owner: me}
                    folder: data
                    blobs:
                      - {name: "a b/ü.txt", text: "grüß", contentType: text/plain, metadata: {x: "1"}}
                  - name: empty
            """.replace("KEY", KEY)
            .replace("SECOND", SECOND_KEY)
            .replace("THUMBPRINT", THUMBPRINT)
            .replace("CERTIFICATE", CERTIFICATE);

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path everything() throws IOException {
        Files.createDirectories(folder.resolve("data/deep"));
        Files.createDirectories(folder.resolve("packages"));
        file("data/one.txt", "1");
        file("data/deep/two.txt", "2");
        try (OutputStream out = Files.newOutputStream(folder.resolve("packages/tool.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bin/hello"));
            zip.write("#!/bin/sh\necho hello\n".getBytes(StandardCharsets.UTF_8));
        }
        return file("init.yaml", EVERYTHING);
    }

    private static FakeAzure start(Path file) {
        return FakeAzure.start(FakeAzureOptions.defaults().withInit(file));
    }

    /** Does something with an account's client. */
    private interface Use {
        void with(BatchClient batch) throws Exception;
    }

    private static void use(AzureAccount account, Use use) throws Exception {
        BatchClient batch = BatchClients.open(account);
        try {
            use.with(batch);
        } finally {
            batch.protocolLayer().restClient().close();
        }
    }

    @Test
    void everythingThatTheFileNamesIsThere() throws Exception {
        try (FakeAzure azure = start(everything())) {
            assertThat(azure.batchAccount()).isEqualTo("nightly");
            assertThat(azure.batchKey()).isEqualTo(KEY);
            assertThat(azure.storageKeys()).extracting(StorageKeys::account).containsExactly("nightlydata", "other");
            assertThat(azure.storageKey()).isEqualTo(KEY);
            use(OfflineAccount.of(azure), batch -> {
                assertThat(batch.applicationOperations().getApplication("tool").versions())
                        .containsExactly("2.16");
                assertThat(azure.batch().certificates().all()).hasSize(1);
                assertThat(batch.jobScheduleOperations()
                                .getJobSchedule("each-night")
                                .schedule()
                                .recurrenceInterval())
                        .hasToString("P1D");
                List<ComputeNode> nodes = batch.computeNodeOperations().listComputeNodes("small");
                assertThat(nodes).hasSize(2);
                for (ComputeNode node : nodes) {
                    batch.computeNodeOperations().deleteComputeNodeUser("small", node.id(), "anna");
                }
                assertThat(azure.batch().timeline().await(() -> taskIsOver(azure), Duration.ofSeconds(60)))
                        .isTrue();
                CloudTask task = batch.taskOperations().getTask("j", "1");
                assertThat(task.executionInfo().exitCode()).isZero();
            });
            assertThat(azure.batch().quotas().pools()).isEqualTo(2);
            BlobServiceClient blobs = BlobClients.open(OfflineAccount.of(azure));
            assertThat(blobs.getBlobContainerClient("empty").exists()).isTrue();
            assertThat(blobs.getBlobContainerClient("input").listBlobs())
                    .extracting(BlobItem::getName)
                    .containsExactly("a b/\u00fc.txt", "deep/two.txt", "one.txt");
            assertThat(blobs.getBlobContainerClient("input").getProperties().getBlobPublicAccess())
                    .isEqualTo(PublicAccessType.BLOB);
            assertThat(blobs.getBlobContainerClient("input").getProperties().getMetadata())
                    .containsEntry("owner", "me");
            var blob = blobs.getBlobContainerClient("input").getBlobClient("a b/\u00fc.txt");
            assertThat(blob.downloadContent().toString()).isEqualTo("gr\u00fc\u00df");
            assertThat(blob.getProperties().getContentType()).isEqualTo("text/plain");
            assertThat(blob.getProperties().getMetadata()).containsEntry("x", "1");
        }
    }

    private static boolean taskIsOver(FakeAzure azure) {
        return azure.batch().tasks().get("j", "1").lifecycle().is(TaskState.COMPLETED);
    }

    @Test
    void aSecondAccountHasAnAddressAndKeysOfItsOwn() throws Exception {
        try (FakeAzure azure = start(everything())) {
            assertThat(azure.batchKeys()).extracting(BatchKeys::account).containsExactly("nightly", "second");
            BatchKeys first = azure.batchKeys().get(0);
            assertThat(first.endpoint()).isEqualTo(azure.batchEndpoint());
            assertThat(first.key2()).isEqualTo(SECOND_KEY);
            BatchKeys second = azure.batchKeys().get(1);
            assertThat(second.key1()).isEqualTo(KEY);
            AzureAccount account = new AzureAccount(
                    second.endpoint(),
                    second.account(),
                    second.key2(),
                    azure.blobEndpoint(),
                    azure.storageAccount(),
                    azure.storageKey());
            use(account, batch -> assertThat(batch.poolOperations().listPools()).isEmpty());
        }
    }

    @Test
    void doingItAgainChangesNothing() throws Exception {
        try (FakeAzure azure = start(everything())) {
            BlobServiceClient blobs = BlobClients.open(OfflineAccount.of(azure));
            var changed = blobs.getBlobContainerClient("input").getBlobClient("one.txt");
            changed.upload(BinaryData.fromString("changed"), true);
            assertThat(azure.batch().timeline().await(() -> taskIsOver(azure), Duration.ofSeconds(60)))
                    .isTrue();
            use(OfflineAccount.of(azure), batch -> {
                batch.jobOperations().terminateJob("j", "done");
                assertThat(azure.batch()
                                .timeline()
                                .await(
                                        () -> azure.batch().jobs().get("j").state() == JobState.COMPLETED,
                                        Duration.ofSeconds(60)))
                        .isTrue();
                List<String> before = tags(batch);

                azure.begin();

                assertThat(tags(batch)).isEqualTo(before);
            });
            assertThat(changed.downloadContent().toString()).isEqualTo("changed");
        }
    }

    @Test
    void aResetMayBeginWithTheFileAgain() throws Exception {
        try (FakeAzure azure = start(everything())) {
            var blobs = BlobClients.open(OfflineAccount.of(azure)).getBlobContainerClient("input");
            control(azure, "/__batchbench/reset");
            use(
                    OfflineAccount.of(azure),
                    batch -> assertThat(batch.poolOperations().listPools()).isEmpty());
            assertThat(blobs.exists()).isFalse();

            control(azure, "/__batchbench/reset/init");

            use(OfflineAccount.of(azure), batch -> {
                assertThat(batch.poolOperations().listPools()).extracting("id").containsExactly("small");
                assertThat(batch.applicationOperations().getApplication("tool").versions())
                        .containsExactly("2.16");
            });
            assertThat(blobs.listBlobs()).hasSize(3);
        }
    }

    private static void control(FakeAzure azure, String path) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(azure.batchEndpoint().resolve(path));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(request.POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private static List<String> tags(BatchClient batch) throws IOException {
        return List.of(
                batch.poolOperations().getPool("small").eTag(),
                batch.jobOperations().getJob("j").eTag(),
                batch.taskOperations().getTask("j", "1").eTag(),
                batch.jobScheduleOperations().getJobSchedule("each-night").eTag());
    }

    @Test
    void jsonDoesAsWell() throws Exception {
        Path file = file("init.json", """
                {
                \t"$schema": "init.schema.json",
                \t"batchAccounts": [{"name": "mine", "jobs": [{"id": "j", "poolInfo": {"poolId": "p"}}]}],
                \t"clock": {"start": "2030-01-01T00:00:00Z"},
                \t"faults": ["allocate=0"]
                }
                """);
        try (FakeAzure azure = start(file)) {
            assertThat(azure.clock().isVirtual()).isTrue();
            assertThat(azure.clock().instant()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
            use(
                    OfflineAccount.of(azure),
                    batch -> assertThat(
                                    batch.jobOperations().getJob("j").poolInfo().poolId())
                            .isEqualTo("p"));
        }
    }

    @Test
    void inVirtualTimeThePoolHasItsNodesBeforeItsUsers() throws Exception {
        String virtual = EVERYTHING + "clock: {start: 2030-01-01T00:00:00Z}\n";
        everything();
        try (FakeAzure azure = start(file("virtual.yaml", virtual))) {
            assertThat(azure.batch().pools().get("small").nodes()).hasSize(2);
        }
    }

    @Test
    void aFakeIsHealthyOnceItHasWhatItBeginsWith() throws Exception {
        try (FakeAzure azure = start(everything())) {
            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theSchemaKnowsAllThatTheFileCanHave() throws Exception {
        assertThat(InitMistakesTest.validated(EVERYTHING)).isEmpty();
        assertThat(InitMistakesTest.validated(
                        "clock: {virtual: true, start: '2030-01-01T00:00:00Z', skipAhead: true}\nfaults: [a]"))
                .isEmpty();
        assertThat(Files.readString(Path.of("../docs/init.schema.json")))
                .isEqualTo(new String(
                        InitTest.class
                                .getResourceAsStream("/io/github/batchbench/init.schema.json")
                                .readAllBytes(),
                        StandardCharsets.UTF_8));
    }

    /** The example of the page is right. */
    @Test
    void thePagesExampleStarts() throws Exception {
        String page = Files.readString(Path.of("../docs/init.md"));
        String example = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
        example = example.substring(0, example.indexOf("```"));
        everything();
        assertThat(InitMistakesTest.validated(example)).isEmpty();
        try (FakeAzure azure = start(file("page.yaml", example))) {
            assertThat(azure.batchAccount()).isEqualTo("nightly");
            assertThat(azure.batch().jobs().all()).isNotEmpty();
        }
    }
}
