package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.api.ManagementPlane.Answer;
import io.github.batchbench.junit.BatchExtension;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application may do follows from its roles: with resources, with an account's data, with blobs. */
@Timeout(60)
@MayLeave({Leftover.JOB, Leftover.POOL, Leftover.CONTAINER})
class RolesTest {
    private static final String MANAGEMENT = "https://management.azure.com/";
    private static final String BATCH = "https://batch.core.windows.net/";
    private static final String STORAGE = "https://storage.azure.com";
    private static final String VERSION = "?api-version=2025-06-01";
    private static final String POOL =
            "{\"properties\":{\"vmSize\":\"STANDARD_D2s_v3\",\"deploymentConfiguration\":{\"virtualMachineConfiguration\":{"
                    + "\"imageReference\":{\"publisher\":\"canonical\",\"offer\":\"0001-com-ubuntu-server-jammy\","
                    + "\"sku\":\"22_04-lts\"},\"nodeAgentSkuId\":\"batch.node.ubuntu 22.04\"}}}}";

    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withHttps()
                    .withApplication("Reader")
                    .withApplication("Contributor")
                    .withApplication("Azure Batch Job Submitter")
                    .withApplication("Storage Blob Data Reader"))
            .build();

    private FakeAzure azure;
    private ManagementPlane owner;
    private String account;

    @BeforeEach
    void enter(FakeAzure fake) {
        azure = fake;
        owner = new ManagementPlane(fake);
        account = owner.account(fake.batchAccount(), "");
    }

    private FakeApplication application(int index) {
        return azure.authority().applications().get(index);
    }

    private ManagementPlane as(int index, String resource) {
        return new ManagementPlane(azure, azure.authority().token(application(index), resource));
    }

    private String data(String path) {
        return azure.batchEndpoint() + path + VERSION;
    }

    private String blob(String path) {
        return azure.blobEndpoint() + path;
    }

    private static Answer put(ManagementPlane plane, String blob) {
        return plane.send("PUT", blob, "x", "x-ms-version", "2024-11-04", "x-ms-blob-type", "BlockBlob");
    }

    private static Answer read(ManagementPlane plane, String blob) {
        return plane.send("GET", blob, null, "x-ms-version", "2024-11-04");
    }

    @Test
    void aReaderReadsBothPlanesAndChangesNeither() {
        ManagementPlane reader = as(0, MANAGEMENT);

        assertThat(reader.get("/subscriptions").json().at("/value")).hasSize(1);
        assertThat(reader.get(account).status()).isEqualTo(200);
        assertThat(reader.get(account + "/pools").status()).isEqualTo(200);
        Answer refused = reader.put(account + "/pools/mine", POOL);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AuthorizationFailed");
        assertThat(refused.json().at("/error/message").asText())
                .isEqualTo("The client '" + application(0).clientId() + "' with object id '"
                        + application(0).objectId() + "' does not have authorization to perform action"
                        + " 'Microsoft.Batch/batchAccounts/pools/write' over scope '" + account + "/pools/mine' or the"
                        + " scope is invalid. If access was recently granted, please refresh your credentials.");
        assertThat(reader.post(account + "/listKeys", "").status()).isEqualTo(403);
        assertThat(reader.get(owner.group("")).status()).isEqualTo(403);

        ManagementPlane client = as(0, BATCH);
        assertThat(client.get(data("/pools")).status()).isEqualTo(200);
        assertThat(client.get(data("/jobs")).status()).isEqualTo(200);
        Answer job = job(client);
        assertThat(job.status()).isEqualTo(403);
        assertThat(job.json().at("/code").asText()).isEqualTo("InsufficientAccountPermissions");
        assertThat(job.json().findValuesAsText("value").toString())
                .contains("Microsoft.Batch/batchAccounts/jobs/write");
    }

    private Answer job(ManagementPlane client) {
        return client.send(
                "POST",
                data("/jobs"),
                "{\"id\":\"job\",\"poolInfo\":{\"poolId\":\"mine\"}}",
                "Content-Type",
                "application/json; odata=minimalmetadata");
    }

    @Test
    void aContributorDoesAllButGivingRoles() {
        ManagementPlane contributor = as(1, MANAGEMENT);

        assertThat(contributor.put(account + "/pools/mine", POOL).status()).isEqualTo(200);
        assertThat(contributor.post(account + "/listKeys", "").status()).isEqualTo(200);
        assertThat(contributor
                        .put(assignment(account, UUID.randomUUID()), body("Reader", 0))
                        .code())
                .isEqualTo("AuthorizationFailed");
        assertThat(contributor.delete(owner.account("another", "")).code()).isEqualTo("AuthorizationFailed");
        assertThat(job(as(1, BATCH)).status()).isEqualTo(201);
    }

    @Test
    void aJobSubmitterHasJobsAndLooksAtPools() {
        ManagementPlane submitter = as(2, BATCH);

        assertThat(job(submitter).status()).isEqualTo(201);
        assertThat(submitter.get(data("/pools")).status()).isEqualTo(200);
        assertThat(submitter.delete(data("/pools/mine")).status()).isEqualTo(403);
        assertThat(submitter.get(data("/supportedimages")).status()).isEqualTo(403);
        assertThat(as(2, MANAGEMENT).get(account).code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void blobsAreForDataRolesOnly() {
        ManagementPlane all = new ManagementPlane(azure, azure.authority().token(STORAGE));
        ManagementPlane reader = as(3, STORAGE);
        all.send("PUT", blob("/box?restype=container"), "", "x-ms-version", "2024-11-04");

        assertThat(put(all, blob("/box/file")).status()).isEqualTo(201);
        assertThat(read(reader, blob("/box/file")).raw().body()).isEqualTo("x");
        Answer refused = put(reader, blob("/box/other"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.raw().body()).contains("AuthorizationPermissionMismatch");
        // A Contributor manages containers, and reads no blob.
        assertThat(read(as(1, STORAGE), blob("?comp=list")).status()).isEqualTo(200);
        assertThat(read(as(1, STORAGE), blob("/box/file")).status()).isEqualTo(403);
    }

    private String assignment(String scope, UUID name) {
        return scope + "/providers/Microsoft.Authorization/roleAssignments/" + name;
    }

    private String body(String role, int to) {
        String id = owner.get(account + "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01"
                        + "&%24filter=roleName%20eq%20%27" + role.replace(" ", "%20") + "%27")
                .json()
                .at("/value/0/id")
                .asText();
        return "{\"properties\":{\"roleDefinitionId\":\"" + id + "\",\"principalId\":\""
                + application(to).objectId() + "\",\"principalType\":\"ServicePrincipal\"}}";
    }

    @Test
    void rolesAreGivenAndTakenThroughTheManagementPlane() {
        ManagementPlane reader = as(0, MANAGEMENT);
        String given = assignment(owner.group(""), UUID.randomUUID());

        assertThat(owner.put(given, body("Contributor", 0)).status()).isEqualTo(201);
        assertThat(reader.put(account + "/pools/mine", POOL).status()).isEqualTo(200);
        assertThat(owner.put(given, body("Reader", 0)).code()).isEqualTo("RoleAssignmentUpdateNotPermitted");
        assertThat(owner.put(assignment(owner.group(""), UUID.randomUUID()), body("Contributor", 0))
                        .code())
                .isEqualTo("RoleAssignmentExists");
        JsonNode listed = owner.get(owner.group("/providers/Microsoft.Authorization/roleAssignments"
                        + "?api-version=2022-04-01&%24filter=principalId%20eq%20%27"
                        + application(0).objectId() + "%27"))
                .json();
        assertThat(listed.findValuesAsText("id")).contains(given);

        assertThat(owner.delete(given).status()).isEqualTo(200);
        assertThat(owner.delete(given).status()).isEqualTo(204);
        assertThat(reader.put(account + "/pools/other", POOL).code()).isEqualTo("AuthorizationFailed");
    }

    @Test
    void whatIsWrongWithAnAssignmentIsSaid() {
        String path = assignment(account, UUID.randomUUID());

        assertThat(owner.put(path, "{\"properties\":{\"roleDefinitionId\":\"/x/y\"}}")
                        .code())
                .isEqualTo("RoleDefinitionDoesNotExist");
        assertThat(owner.put(path, body("Reader", 0).replace(application(0).objectId(), "nobody"))
                        .code())
                .isEqualTo("PrincipalNotFound");
        assertThat(owner.put(account + "/providers/Microsoft.Authorization/roleAssignments/x", body("Reader", 1))
                        .code())
                .isEqualTo("InvalidRoleAssignmentId");
        assertThatThrownBy(() -> FakeAzureOptions.defaults().withApplication("King"))
                .hasMessageStartingWith("There is no role 'King', only Owner, Contributor, Reader");
    }
}
