package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.ApplicationPackageReference;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskExecutionResult;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.junit.BatchExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications that are put into an account from outside, and used by its tasks. */
@Timeout(120)
class ApplicationsTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withLatencies("none", 0))
            .build();

    private FakeAzure azure;
    private ManagementPlane plane;
    private BatchClient batch;

    @BeforeEach
    void enter(FakeAzure fake, BatchClient client) {
        azure = fake;
        batch = client;
        plane = new ManagementPlane(fake);
    }

    @AfterEach
    void leaveNothing() {
        azure.reset();
    }

    /** Recorded: each answer about one application says its state in a header, too. */
    @Test
    void anApplicationHasItsStateInAHeader() {
        ManagementPlane.Answer made = plane.put(path("/applications/marked"), "");
        ManagementPlane.Answer read = plane.get(path("/applications/marked"));

        assertThat(read.header("ETag"))
                .isEqualTo(read.json().path("etag").asText())
                .isEqualTo(made.header("ETag"))
                .startsWith("W/\"0x");
        assertThat(read.header("Last-Modified")).endsWith(" GMT");
    }

    @Test
    void aPackageIsUploadedActivatedAndUsedByTasks() throws Exception {
        put("/applications/tool", "");
        JsonNode pending = put("/applications/tool/versions/1.0", "");
        assertThat(pending.at("/properties/state").asText()).isEqualTo("Pending");
        assertThat(batch.applicationOperations().listApplications()).isEmpty();

        upload(pending, zip("bin/hello", "#!/bin/sh\necho hello\n"));
        JsonNode active = plane.post(path("/applications/tool/versions/1.0/activate"), "{\"format\":\"zip\"}")
                .json();
        plane.patch(path("/applications/tool"), "{\"properties\":{\"defaultVersion\":\"1.0\"}}");

        assertThat(active.at("/properties/state").asText()).isEqualTo("Active");
        assertThat(active.at("/properties/format").asText()).isEqualTo("zip");
        assertThat(active.at("/properties/lastActivationTime").asText()).isNotEmpty();
        assertThat(plane.get(path("/applications/tool"))
                        .json()
                        .at("/properties/defaultVersion")
                        .asText())
                .isEqualTo("1.0");
        assertThat(batch.applicationOperations().listApplications())
                .singleElement()
                .satisfies(summary -> assertThat(summary.versions()).containsExactly("1.0"));
        assertThat(ran("1.0", "$AZ_BATCH_APP_PACKAGE_tool_1_0/bin/hello")).isEqualTo("hello\n");
        assertThat(ran(null, "$AZ_BATCH_APP_PACKAGE_tool/bin/hello")).isEqualTo("hello\n");
    }

    @Test
    void aPackageWhoseBlobIsGoneFailsTheTask() throws Exception {
        put("/applications/tool", "");
        JsonNode pending = put("/applications/tool/versions/1.0", "");
        upload(pending, zip("bin/hello", "x"));
        plane.post(path("/applications/tool/versions/1.0/activate"), "{\"format\":\"zip\"}");
        azure.storage().clear();

        assertThat(task("1.0", "true").executionInfo().failureInfo().code()).isEqualTo("ApplicationPackageError");
    }

    @Test
    void whatIsThereIsListedChangedAndTakenAway() throws Exception {
        put("/applications/One", "{\"properties\":{\"displayName\":\"First\",\"allowUpdates\":false}}");
        put("/applications/two", "");
        upload(put("/applications/one/versions/1", ""), zip("f", "x"));
        plane.post(path("/applications/one/versions/1/activate"), "{\"format\":\"zip\"}");
        put("/applications/one/versions/2", "");

        JsonNode all = plane.get(path("/applications")).json().at("/value");
        assertThat(all.findValuesAsText("name")).containsExactly("One", "two");
        assertThat(all.at("/0/properties/displayName").asText()).isEqualTo("First");
        assertThat(plane.get(path("/applications/one/versions"))
                        .json()
                        .at("/value")
                        .findValuesAsText("state"))
                .containsExactly("Active", "Pending");
        assertThat(plane.put(path("/applications/one/versions/1"), "").status()).isEqualTo(409);

        assertThat(plane.delete(path("/applications/one")).status()).isEqualTo(409);
        assertThat(plane.delete(path("/applications/one/versions/1")).status()).isEqualTo(200);
        assertThat(plane.delete(path("/applications/one/versions/1")).status()).isEqualTo(204);
        assertThat(plane.delete(path("/applications/one/versions/2")).status()).isEqualTo(200);
        assertThat(plane.delete(path("/applications/one")).status()).isEqualTo(200);
        assertThat(plane.delete(path("/applications/one")).status()).isEqualTo(204);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(plane.get(path("/applications/none")).code()).isEqualTo("ApplicationNotFound");
        assertThat(plane.put(path("/applications/none/versions/1"), "").code()).isEqualTo("ApplicationNotFound");
        put("/applications/tool", "");
        put("/applications/tool/versions/1", "");

        assertThat(plane.post(path("/applications/tool/versions/1/activate"), "{\"format\":\"zip\"}")
                        .status())
                .isEqualTo(409);
        assertThat(plane.post(path("/applications/tool/versions/1/activate"), "{\"format\":\"tar\"}")
                        .status())
                .isEqualTo(400);
        assertThat(plane.patch(path("/applications/tool"), "{\"properties\":{\"defaultVersion\":\"7\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(plane.put(path("/applications/a.b"), "").status()).isEqualTo(400);

        plane.put(plane.account("bare", ""), "{\"location\":\"eastus\"}");
        assertThat(plane.put(plane.account("bare", "/applications/tool"), "").status())
                .isEqualTo(200);
        assertThat(plane.put(plane.account("bare", "/applications/tool/versions/1"), "")
                        .status())
                .isEqualTo(409);
    }

    private String path(String below) {
        return plane.account(azure.batchAccount(), below);
    }

    private JsonNode put(String below, String body) {
        ManagementPlane.Answer answer = plane.put(path(below), body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    /** The name in the address is not one that every machine can resolve; the account is in the path, too. */
    private void upload(JsonNode version, byte[] zip) throws Exception {
        String address = version.at("/properties/storageUrl").asText();
        assertThat(address).startsWith("http://" + azure.storageAccount() + ".blob.localhost:");
        URI reachable = URI.create(address.replace(azure.storageAccount() + ".blob.localhost", "127.0.0.1"));
        HttpRequest request = HttpRequest.newBuilder(reachable)
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(zip))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String ran(@Nullable String version, String command) throws Exception {
        String job = job(version);
        assertThat(task(version, command).executionInfo().result()).isEqualTo(TaskExecutionResult.SUCCESS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        batch.fileOperations().getFileFromTask(job, "t", "stdout.txt", out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String job(@Nullable String version) {
        return version == null ? "default" : "j" + version.replace('.', '-');
    }

    private CloudTask task(@Nullable String version, String command) throws Exception {
        String id = job(version);
        batch.poolOperations().createPool(id, "standard_d2s_v3", Ubuntu.machine(), 1);
        batch.jobOperations()
                .createJob(new JobAddParameter().withId(id).withPoolInfo(new PoolInformation().withPoolId(id)));
        ApplicationPackageReference reference =
                new ApplicationPackageReference().withApplicationId("tool").withVersion(version);
        batch.taskOperations()
                .createTask(
                        id,
                        new TaskAddParameter()
                                .withId("t")
                                .withApplicationPackageReferences(List.of(reference))
                                .withCommandLine("/bin/sh -c '" + command + "'"));
        while (batch.taskOperations().getTask(id, "t").state() != TaskState.COMPLETED) {
            azure.clock().pass(Duration.ofMillis(10));
        }
        return batch.taskOperations().getTask(id, "t");
    }
}
