package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.api.ManagementPlane.Answer;
import io.github.batchbench.junit.BatchExtension;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What recordings of Resource Manager, as Microsoft's own test suites keep them, show of its answers. */
@Timeout(60)
class RecordedManagementTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withLatencies("none", 0))
            .build();

    private static final String STRONG = "\"0x[0-9A-F]+\"";
    private static final String WEAK = "W/\"0x[0-9A-F]+\"";
    private static final String UUID = "[0-9a-f-]{36}";
    private static final String POOL = """
            {"properties":{"vmSize":"small","deploymentConfiguration":{"cloudServiceConfiguration":{"osFamily":"5"}},
             "scaleSettings":{"fixedScale":{"targetDedicatedNodes":0}},
             "startTask":{"commandLine":"cmd.exe /c echo","userIdentity":{"autoUser":{"elevationLevel":"Admin"}}}}}""";

    /** Of nobody: self-signed, and its key was thrown away. */
    private static final String CERTIFICATE =
            "MIIBGTCBvwIUMexv8QWqbaulQvaIP0cHGb5b1tQwCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwDYW55MCAXDTI2MTEyNzE4NTIw"
                    + "MVoYDzIxMjYxMTAzMTg1MjAxWjAOMQwwCgYDVQQDDANhbnkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASIPNZHKctdTcbD"
                    + "RUuaowXNL69YXYJ4+H0KDYdwXyL+dIdSbuaarODx1Q72OU1m7Xnb85BJY2cDgkQynfytwXpdMAoGCCqGSM49BAMCA0kAMEYC"
                    + "IQCQNboy0VyuLc5GqSfXh18HSZ4YAiGdI0+U6lEyR0GxHQIhANRVoVmrF2lYMRMQ1XpRIesQuv2wjCgI5QhKuA5UXUey";

    private FakeAzure azure;
    private ManagementPlane plane;

    @BeforeEach
    void enter(FakeAzure fake) {
        azure = fake;
        plane = new ManagementPlane(fake);
    }

    @AfterEach
    void leaveNothing() {
        azure.reset();
    }

    @Test
    void anAccountIsMadeUnderItselfAndTakenAwayUnderItsRegion() {
        String path = plane.account("mine", "");

        Answer begun = plane.put(path, "{\"location\":\"eastus\"}");
        assertThat(begun.header("Location"))
                .matches(".*" + path + "/operationResults/" + UUID + "\\?api-version=" + ManagementPlane.VERSION);
        Answer made = plane.get(begun.header("Location"));
        assertThat(made.header("ETag")).matches(STRONG);
        assertThat(made.header("Last-Modified")).endsWith("GMT");
        assertThat(made.json().has("tags")).isFalse();
        assertThat(made.json().has("etag")).isFalse();

        Answer leaving = plane.delete(path);
        assertThat(leaving.header("Location"))
                .matches(
                        ".*/providers/Microsoft.Batch/locations/eastus/accountOperationResults/mine-" + UUID + "\\?.*");
        Answer gone = plane.get(leaving.header("Location"));
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.raw().body()).isEmpty();
    }

    /** Also that its keys are renewed or synchronised is a write of an account. */
    @Test
    void theETagOfAnAccountIsThatOfTheLatestWrite() {
        String path = plane.account(azure.batchAccount(), "");
        String first = plane.get(path).header("ETag");
        assertThat(plane.get(path).header("ETag")).isEqualTo(first);

        plane.post(plane.account(azure.batchAccount(), "/syncAutoStorageKeys"), "");
        String second = plane.get(path).header("ETag");
        plane.post(plane.account(azure.batchAccount(), "/regenerateKeys"), "{\"keyName\":\"Secondary\"}");
        String third = plane.get(path).header("ETag");
        Answer patched = plane.patch(path, "{\"tags\":{\"a\":\"b\"}}");

        assertThat(List.of(first, second, third, patched.header("ETag"))).doesNotHaveDuplicates();
        assertThat(plane.get(path).header("ETag")).isEqualTo(patched.header("ETag"));
        assertThat(patched.json()
                        .at("/properties/autoStorage/authenticationMode")
                        .asText())
                .isEqualTo("StorageKeys");
    }

    @Test
    void olderVersionsShowNoEndpointOfNodesAndNoConnections() {
        String path = plane.account(azure.batchAccount(), "?api-version=");

        JsonNode oldest = plane.get(path + "2022-01-01").json().at("/properties");
        JsonNode older = plane.get(path + "2022-06-01").json().at("/properties");
        JsonNode newer = plane.get(path + "2022-10-01").json().at("/properties");

        assertThat(oldest.has("nodeManagementEndpoint") || oldest.has("privateEndpointConnections"))
                .isFalse();
        assertThat(older.has("nodeManagementEndpoint")).isFalse();
        assertThat(older.at("/privateEndpointConnections")).isEmpty();
        assertThat(newer.has("nodeManagementEndpoint")).isTrue();
    }

    @Test
    void batchSaysOfARefusalWhichRequestAndWhenAndResourceManagerItselfDoesNot() {
        Answer missing = plane.get(plane.account(azure.batchAccount(), "/pools/none"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().at("/error/code").asText()).isEqualTo("PoolNotFound");
        assertThat(missing.json().at("/error/message").asText())
                .startsWith("The specified pool does not exist.\nRequestId:" + missing.header("x-ms-request-id")
                        + "\nTime:")
                .endsWith("Z");
        assertThat(missing.json().at("/error/target").asText()).isEqualTo("BatchAccount");
        assertThat(missing.json().at("/error").has("details")).isFalse();

        JsonNode impossible = plane.put(
                        plane.account("mine", ""),
                        "{\"location\":\"eastus\",\"properties\":{\"poolAllocationMode\":\"UserSubscription\"}}")
                .json();
        assertThat(impossible.at("/error/code").asText()).isEqualTo("InvalidRequestBody");
        assertThat(impossible.at("/error/details/0/code").asText()).isEqualTo("Reason");
        assertThat(impossible.at("/error/details/0/message").asText()).startsWith("keyVaultReference must be set");

        Answer nowhere = plane.get(plane.account("nowhere", ""));
        assertThat(nowhere.header("x-ms-failure-cause")).isEqualTo("gateway");
        assertThat(nowhere.json().at("/error/message").asText()).doesNotContain("RequestId");
        assertThat(nowhere.json().at("/error").has("target")).isFalse();
    }

    @Test
    void aNameThatIsTakenOrTooLongIsToldSo() {
        String check = plane.subscription("/providers/Microsoft.Batch/locations/eastus/checkNameAvailability");

        assertThat(plane.post(check, "{\"name\":\"" + azure.batchAccount() + "\"}")
                        .json()
                        .at("/message")
                        .asText())
                .isEqualTo("An account named '" + azure.batchAccount() + "' is already in use.");
        assertThat(plane.post(check, "{\"name\":\"" + "x".repeat(25) + "\"}")
                        .json()
                        .at("/message")
                        .asText())
                .isEqualTo("Account name must be at least 3 characters and at most 24 characters.");
    }

    @Test
    void aPoolThatIsMadeOnceMoreTheSameStaysAsItIs() {
        String path = plane.account(azure.batchAccount(), "/pools/p?api-version=2022-06-01");

        Answer made = plane.put(path, POOL);
        assertThat(made.header("ETag")).matches(WEAK);
        assertThat(made.header("Last-Modified")).endsWith("GMT");
        assertThat(made.json().at("/properties/vmSize").asText()).isEqualTo("Small");

        assertThat(plane.put(path, POOL).header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(plane.put(path, POOL.replace("cmd.exe", "other.exe")).header("ETag"))
                .isNotEqualTo(made.header("ETag"));
    }

    @Test
    void theLatestResizeIsShownUntilAFormulaComesOrGoes() {
        String path = plane.account(azure.batchAccount(), "/pools/p?api-version=2022-06-01");

        JsonNode none = plane.put(path, POOL).json().at("/properties/resizeOperationStatus");
        assertThat(none.at("/targetDedicatedNodes").asInt()).isZero();
        assertThat(none.has("targetLowPriorityNodes")).isFalse();
        assertThat(none.at("/nodeDeallocationOption").asText()).isEqualTo("Requeue");
        assertThat(none.at("/resizeTimeout").asText()).isEqualTo("PT15M");
        assertThat(none.has("startTime")).isTrue();

        assertThat(scaled(
                                path,
                                "\"fixedScale\":{\"targetDedicatedNodes\":1,\"nodeDeallocationOption\":\"TaskCompletion\"}")
                        .at("/nodeDeallocationOption")
                        .asText())
                .isEqualTo("TaskCompletion");
        assertThat(scaled(path, "\"autoScale\":{\"formula\":\"$TargetDedicatedNodes=1\"}")
                        .isMissingNode())
                .isTrue();
        assertThat(scaled(path, "\"autoScale\":{\"formula\":\"$TargetDedicatedNodes=2\"}")
                        .at("/targetDedicatedNodes")
                        .asInt())
                .isEqualTo(2);
        assertThat(plane.post(path.replace("?", "/disableAutoScale?"), "")
                        .json()
                        .at("/properties")
                        .has("resizeOperationStatus"))
                .isFalse();
    }

    private JsonNode scaled(String path, String settings) {
        Answer answer = plane.patch(path, "{\"properties\":{\"scaleSettings\":{" + settings + "}}}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.json().at("/properties/resizeOperationStatus");
    }

    @Test
    void packagesHaveETagsAndTheDefaultOneCanBeDeleted() {
        String application = plane.account(azure.batchAccount(), "/applications/tool");
        String version = application + "/versions/1.0";
        plane.put(application, "{}");

        Answer pending = plane.put(version, "");
        assertThat(pending.header("ETag"))
                .matches(WEAK)
                .isEqualTo(pending.json().at("/etag").asText());
        assertThat(pending.header("Last-Modified")).endsWith("GMT");
        assertThat(url(pending)).contains("sp=rw");
        String address = url(pending).replace(azure.storageAccount() + ".blob.localhost", "127.0.0.1");
        new ManagementPlane(azure, "").send("PUT", address, "PK", "x-ms-blob-type", "BlockBlob");
        Answer active = plane.post(version + "/activate", "{\"format\":\"zip\"}");
        assertThat(active.header("ETag")).isNotEqualTo(pending.header("ETag"));

        plane.patch(application, "{\"properties\":{\"allowUpdates\":false,\"defaultVersion\":\"1.0\"}}");
        Answer fixed = plane.get(version);
        assertThat(url(fixed)).contains("sp=r&");
        assertThat(fixed.header("ETag")).isEqualTo(active.header("ETag"));
        assertThat(plane.get(application + "/versions")
                        .json()
                        .at("/value/0/etag")
                        .asText())
                .isEqualTo(active.header("ETag"));

        assertThat(plane.delete(version).status()).isEqualTo(200);
        assertThat(plane.get(application).json().at("/properties").has("defaultVersion"))
                .isFalse();
        assertThat(plane.get(version).code()).isEqualTo("ApplicationPackageNotFound");
        assertThat(plane.delete(application).status()).isEqualTo(200);
    }

    private static String url(Answer version) {
        return version.json().at("/properties/storageUrl").asText();
    }

    @Test
    void certificatesAreThoseOfTheDataPlane() {
        byte[] encoded = Base64.getDecoder().decode(CERTIFICATE);
        String thumbprint = DigestUtils.sha1Hex(encoded);
        String one = plane.account(azure.batchAccount(), "/certificates/SHA1-" + thumbprint);
        String version = "?api-version=2024-02-01";
        String body = "{\"properties\":{\"format\":\"Cer\",\"data\":\"" + CERTIFICATE + "\"}}";

        Answer made = plane.put(one + version, body);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(200);
        assertThat(made.header("ETag"))
                .matches(WEAK)
                .isEqualTo(made.json().at("/etag").asText());
        assertThat(made.json().at("/name").asText()).isEqualTo("sha1-" + thumbprint);
        assertThat(made.json().at("/properties/thumbprint").asText()).isEqualTo(thumbprint);
        assertThat(made.json().at("/properties/format").asText()).isEqualTo("Cer");
        assertThat(made.json().at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(plane.put(one + version, body).header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(plane.patch(one + version, body).header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(plane.post(one + "/cancelDelete" + version, "").json()).isEqualTo(made.json());
        assertThat(plane.get(plane.account(azure.batchAccount(), "/certificates" + version))
                        .json()
                        .at("/value/0"))
                .isEqualTo(made.json());
        assertThat(plane.patch(one + version, "{\"properties\":{\"data\":\"AAAA\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(azure.batch().certificates().get(thumbprint).publicData())
                .isEqualTo(made.json().at("/properties/publicData").asText());
        assertThat(plane.get(one + "?api-version=2025-06-01").code()).isEqualTo("NoRegisteredProviderFound");

        Answer leaving = plane.delete(one + version);
        assertThat(leaving.status()).isEqualTo(202);
        assertThat(leaving.header("Location"))
                .matches(".*/certificateOperationResults/sha1-" + thumbprint + "-8D[0-9A-F]+\\?.*");
        assertThat(plane.get(leaving.header("Location")).status()).isEqualTo(200);
        assertThat(plane.get(one + version).code()).isEqualTo("CertificateNotFound");
        assertThat(plane.delete(one + version).status()).isEqualTo(204);
    }

    @Test
    void aStorageAccountIsMadeByAnOperationAndShowsWhatHoldsForIt() {
        String path = plane.group("/providers/Microsoft.Storage/storageAccounts/mine");

        Answer begun = plane.put(
                path,
                "{\"location\":\"westus2\",\"sku\":{\"name\":\"Standard_RAGRS\"},\"kind\":\"StorageV2\",\"properties\":"
                        + "{\"minimumTlsVersion\":\"TLS1_2\",\"networkAcls\":{\"defaultAction\":\"Allow\"}}}");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.header("Location"))
                .matches(".*/providers/Microsoft.Storage/locations/westus2/asyncoperations/" + UUID
                        + "\\?monitor=true&api-version=" + ManagementPlane.VERSION);

        JsonNode made = plane.get(begun.header("Location")).json();
        assertThat(made).isEqualTo(plane.get(path).json());
        assertThat(made.at("/tags")).isEmpty();
        assertThat(made.at("/properties/keyCreationTime").has("key1")).isTrue();
        assertThat(made.at("/properties/minimumTlsVersion").asText()).isEqualTo("TLS1_2");
        assertThat(made.at("/properties/networkAcls/bypass").asText()).isEqualTo("AzureServices");
        assertThat(made.at("/properties/encryption/services/blob/enabled").asBoolean())
                .isTrue();
        assertThat(plane.put(path, "{\"location\":\"westus2\"}").status()).isEqualTo(200);
    }

    @Test
    void aGroupWithoutTagsHasNone() {
        String path = plane.subscription("/resourceGroups/mine");

        assertThat(plane.put(path, "{\"location\":\"eastus\"}").json().has("tags"))
                .isFalse();
        assertThat(plane.put(path, "{\"location\":\"eastus\",\"tags\":{\"a\":\"b\"}}")
                        .json()
                        .at("/tags/a")
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void thereAreNoPrivateConnectionsAndItIsToldWhatTheyWouldBeTo() {
        String resources = plane.account(azure.batchAccount(), "/privateLinkResources");

        assertThat(plane.get(plane.account(azure.batchAccount(), "/privateEndpointConnections"))
                        .json()
                        .at("/value"))
                .isEmpty();
        JsonNode older = plane.get(resources + "?api-version=2022-06-01").json().at("/value");
        assertThat(older).hasSize(1);
        assertThat(older.at("/0/properties/requiredZoneNames/0").asText()).isEqualTo("privatelink.batch.azure.com");
        assertThat(plane.get(resources + "/nodeManagement")
                        .json()
                        .at("/properties/groupId")
                        .asText())
                .isEqualTo("nodeManagement");
        assertThat(plane.get(resources + "/other").status()).isEqualTo(404);
    }
}
