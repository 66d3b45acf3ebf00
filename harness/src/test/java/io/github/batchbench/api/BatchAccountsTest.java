package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.api.ManagementPlane.Answer;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.junit.BatchExtension;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Batch accounts that are made: resources here, and accounts of the data plane there. */
@Timeout(120)
class BatchAccountsTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withLatencies("none", 0))
            .build();

    private FakeAzure azure;
    private ManagementPlane plane;

    @BeforeEach
    void enter(FakeAzure fake) {
        azure = fake;
        azure.reset();
        plane = new ManagementPlane(fake);
    }

    @Test
    void makingOneTakesAsLongAsTheClockSays() {
        try (FakeAzure own = FakeAzure.start(
                FakeAzureOptions.defaults().withVirtualTimeFrom(Instant.EPOCH).withLatencies("realistic", 1))) {
            ManagementPlane other = new ManagementPlane(own);
            String path = other.account("mine", "");

            Answer begun = other.put(path, "{\"location\":\"westeurope\"}");
            String location = begun.header("Location");

            assertThat(begun.status()).isEqualTo(202);
            assertThat(begun.header("Retry-After")).isEqualTo("1");
            assertThat(location).startsWith(own.management().endpoint() + "/subscriptions/");
            assertThat(other.get(location).status()).isEqualTo(202);
            assertThat(other.get(path)
                            .json()
                            .at("/properties/provisioningState")
                            .asText())
                    .isEqualTo("Creating");
            assertThat(other.put(path, "{\"location\":\"westeurope\"}").status())
                    .isEqualTo(409);

            own.clock().advance(Duration.ofMinutes(1));

            Answer made = other.get(location);
            assertThat(made.status()).isEqualTo(200);
            assertThat(made.json()).isEqualTo(other.get(path).json());
            assertThat(made.json().at("/properties/provisioningState").asText()).isEqualTo("Succeeded");

            Answer leaving = other.delete(path);
            assertThat(leaving.status()).isEqualTo(202);
            assertThat(other.get(path).raw().body()).contains("Deleting");
            own.clock().advance(Duration.ofMinutes(5));
            assertThat(other.get(leaving.header("Location")).status()).isEqualTo(200);
            assertThat(other.get(path).code()).isEqualTo("ResourceNotFound");
            assertThat(other.delete(path).status()).isEqualTo(204);
        }
    }

    @Test
    void severalAreServedAtOnceEachWithItsOwnKeysAndState() throws Exception {
        JsonNode one = made("one", "{\"location\":\"eastus\"}");
        JsonNode two = made("two", "{\"location\":\"eastus\"}");
        BatchClient first = client(one, primary("one"));
        BatchClient second = client(two, primary("two"));

        first.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 1);
        first.jobOperations()
                .createJob(new JobAddParameter().withId("j").withPoolInfo(new PoolInformation().withPoolId("p")));
        first.taskOperations()
                .createTask(
                        "j",
                        new TaskAddParameter()
                                .withId("t")
                                .withCommandLine("/bin/sh -c 'echo $AZ_BATCH_ACCOUNT_NAME $AZ_BATCH_ACCOUNT_URL'"));
        while (first.taskOperations().getTask("j", "t").state() != TaskState.COMPLETED) {
            azure.clock().pass(Duration.ofMillis(10));
        }

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        first.fileOperations().getFileFromTask("j", "t", "stdout.txt", out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "one http://" + one.at("/properties/accountEndpoint").asText());
        assertThat(second.poolOperations().listPools()).isEmpty();
        assertThat(azure.batch().pools().all()).isEmpty();
        assertThatThrownBy(() -> client(two, primary("one")).poolOperations().listPools())
                .isInstanceOfSatisfying(
                        BatchErrorException.class,
                        refused -> assertThat(refused.body().code()).isEqualTo("AuthenticationFailed"));
    }

    @Test
    void aKeyThatIsMadeAnewReplacesTheOldOne() throws Exception {
        JsonNode account = made("mine", "{\"location\":\"eastus\"}");
        String before = primary("mine");
        String secondary = plane.post(plane.account("mine", "/listKeys"), "")
                .json()
                .at("/secondary")
                .asText();

        JsonNode after = plane.post(plane.account("mine", "/regenerateKeys"), "{\"keyName\":\"Primary\"}")
                .json();

        assertThat(after.at("/primary").asText()).isNotEqualTo(before);
        assertThat(after.at("/secondary").asText()).isEqualTo(secondary);
        assertThat(client(account, after.at("/primary").asText())
                        .poolOperations()
                        .listPools())
                .isEmpty();
        assertThat(client(account, secondary).poolOperations().listPools()).isEmpty();
        assertThatThrownBy(() -> client(account, before).poolOperations().listPools())
                .isInstanceOf(BatchErrorException.class);
        assertThat(plane.post(plane.account("mine", "/regenerateKeys"), "{\"keyName\":\"third\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aDeletedAccountIsServedNoMoreAndAResetForgetsThoseThatWereMade() throws Exception {
        BatchClient gone = client(made("gone", "{\"location\":\"eastus\"}"), primary("gone"));
        plane.delete(plane.account("gone", ""));
        assertThatThrownBy(() -> gone.poolOperations().listPools()).hasRootCauseInstanceOf(ConnectException.class);

        BatchClient forgotten = client(made("forgotten", "{\"location\":\"eastus\"}"), primary("forgotten"));
        plane.delete(plane.account(azure.batchAccount(), ""));
        plane.post(plane.account("forgotten", "/regenerateKeys"), "{\"keyName\":\"Primary\"}");
        azure.reset();

        assertThatThrownBy(() -> forgotten.poolOperations().listPools()).hasRootCauseInstanceOf(ConnectException.class);
        assertThat(names()).containsExactly(azure.batchAccount());
        assertThat(client(plane.get(plane.account(azure.batchAccount(), "")).json(), azure.batchKey())
                        .poolOperations()
                        .listPools())
                .isEmpty();
    }

    /** Its address stays, as everything else is there, too. */
    @Test
    void theFirstAccountCanBeDeletedAndMadeAgain() throws Exception {
        String name = azure.batchAccount();
        BatchClient old = client(plane.get(plane.account(name, "")).json(), azure.batchKey());
        old.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 0);

        plane.delete(plane.account(name, ""));
        assertThatThrownBy(() -> old.poolOperations().listPools()).isInstanceOf(BatchErrorException.class);
        assertThat(names()).isEmpty();

        BatchClient fresh = client(made(name, "{\"location\":\"eastus\"}"), primary(name));
        assertThat(fresh.poolOperations().listPools()).isEmpty();
    }

    @Test
    void anAccountThatTakesNoKeysIsEnteredByTokens() throws Exception {
        JsonNode account =
                made("mine", "{\"location\":\"eastus\",\"properties\":{\"allowedAuthenticationModes\":[\"AAD\"]}}");
        String endpoint = "http://" + account.at("/properties/accountEndpoint").asText();

        assertThat(plane.post(plane.account("mine", "/listKeys"), "").status()).isEqualTo(409);
        Answer byToken = new ManagementPlane(azure, azure.authority().token("https://batch.core.windows.net/"))
                .get(endpoint + "/pools?api-version=2025-06-01");
        assertThat(byToken.status()).isEqualTo(200);

        plane.patch(plane.account("mine", ""), "{\"properties\":{\"allowedAuthenticationModes\":[\"SharedKey\"]}}");
        assertThat(client(account, primary("mine")).poolOperations().listPools())
                .isEmpty();
        assertThat(new ManagementPlane(azure, azure.authority().token("https://batch.core.windows.net/"))
                        .get(endpoint + "/pools?api-version=2025-06-01")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPatchChangesWhatItNames() {
        made("mine", "{\"location\":\"eastus\",\"tags\":{\"a\":\"b\"}}");
        String storage = plane.group("/providers/Microsoft.Storage/storageAccounts/" + azure.storageAccount());

        JsonNode linked = plane.patch(
                        plane.account("mine", ""),
                        "{\"properties\":{\"autoStorage\":{\"storageAccountId\":\"" + storage + "\"}}}")
                .json();

        assertThat(linked.at("/tags/a").asText()).isEqualTo("b");
        // Recorded: no connections are an empty list.
        assertThat(linked.at("/properties/privateEndpointConnections").isArray())
                .isTrue();
        assertThat(linked.at("/properties/autoStorage/storageAccountId").asText())
                .isEqualTo(storage);
        assertThat(linked.at("/properties/autoStorage/lastKeySync").asText()).isNotEmpty();
        assertThat(plane.post(plane.account("mine", "/syncAutoStorageKeys"), "").status())
                .isEqualTo(204);
        assertThat(plane.patch(plane.account("mine", ""), "{\"tags\":{}}")
                        .json()
                        .has("tags"))
                .isFalse();
    }

    @Test
    void whatCannotBeIsRefusedAndWhatIsNotModelledNamesItself() {
        String path = plane.account("mine", "");
        String nothing = plane.group("/providers/Microsoft.Storage/storageAccounts/nothing");

        assertThat(plane.put(path, "{}").code()).isEqualTo("LocationRequired");
        assertThat(plane.put(path, "{\"location\":\"atlantis\"}").code())
                .isEqualTo("LocationNotAvailableForResourceType");
        assertThat(plane.put(plane.account("Mine", ""), "{\"location\":\"eastus\"}")
                        .status())
                .isEqualTo(400);
        assertThat(plane.put(path, "{\"location\":\"eastus\",\"properties\":{\"odd\":1}}")
                        .code())
                .isEqualTo("InvalidRequestBody");
        assertThat(plane.put(
                                path,
                                "{\"location\":\"eastus\",\"properties\":{\"autoStorage\":{\"storageAccountId\":\""
                                        + nothing + "\"}}}")
                        .status())
                .isEqualTo(400);
        made("mine", "{\"location\":\"eastus\"}");
        assertThat(plane.put(path, "{\"location\":\"westus\"}").code()).isEqualTo("InvalidResourceLocation");
        assertThat(plane.post(plane.account("mine", "/syncAutoStorageKeys"), "").status())
                .isEqualTo(409);

        try (FakeAzure own = FakeAzure.start()) {
            ManagementPlane other = new ManagementPlane(own);
            Answer answer = other.put(
                    other.account("mine", ""),
                    "{\"location\":\"eastus\",\"properties\":{\"poolAllocationMode\":\"UserSubscription\","
                            + "\"keyVaultReference\":{\"id\":\"/vaults/v\",\"url\":\"https://v.example\"}}}");
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.json().at("/error/message").asText()).contains("poolAllocationMode UserSubscription");
        }
    }

    @Test
    void aRegionTellsItsQuotaItsSizesAndWhichNamesAreFree() {
        String region = plane.subscription("/providers/Microsoft.Batch/locations/eastus");

        assertThat(plane.get(region + "/quotas").json().at("/accountQuota").asInt())
                .isEqualTo(50);
        JsonNode sizes = plane.get(region + "/virtualMachineSkus").json().at("/value");
        assertThat(sizes).anySatisfy(size -> {
            assertThat(size.at("/name").asText()).isEqualTo("Standard_D2s_v3");
            assertThat(size.at("/familyName").asText()).isEqualTo("standardDSv3Family");
            assertThat(size.at("/capabilities/0/value").asText()).isEqualTo("2");
        });
        assertThat(free(region, "fresh").at("/nameAvailable").asBoolean()).isTrue();
        assertThat(free(region, azure.batchAccount()).at("/reason").asText()).isEqualTo("AlreadyExists");
        assertThat(free(region, "No").at("/reason").asText()).isEqualTo("Invalid");
    }

    private JsonNode free(String region, String name) {
        return plane.post(
                        region + "/checkNameAvailability",
                        "{\"name\":\"" + name + "\",\"type\":\"Microsoft.Batch/batchAccounts\"}")
                .json();
    }

    @Test
    void aGroupGoesWithAllThatIsInIt() throws Exception {
        plane.put(plane.subscription("/resourceGroups/mine"), "{\"location\":\"eastus\"}");
        String accounts = plane.subscription("/resourceGroups/mine/providers/Microsoft.Batch/batchAccounts");
        plane.put(accounts + "/inside", "{\"location\":\"eastus\"}");
        assertThat(names()).hasSize(2);

        Answer leaving = plane.delete(plane.subscription("/resourceGroups/mine"));

        assertThat(leaving.status()).isEqualTo(202);
        assertThat(plane.get(leaving.header("Location")).status()).isEqualTo(200);
        assertThat(plane.get(plane.subscription("/resourceGroups/mine")).status())
                .isEqualTo(404);
        assertThat(names()).containsExactly(azure.batchAccount());
    }

    private List<String> names() {
        return plane.get(plane.subscription("/providers/Microsoft.Batch/batchAccounts"))
                .json()
                .at("/value")
                .findValuesAsText("name");
    }

    private JsonNode made(String name, String body) {
        assertThat(plane.put(plane.account(name, ""), body).status()).isEqualTo(202);
        return plane.get(plane.account(name, "")).json();
    }

    private String primary(String name) {
        return plane.post(plane.account(name, "/listKeys"), "")
                .json()
                .at("/primary")
                .asText();
    }

    private BatchClient client(JsonNode account, String key) {
        return BatchClients.open(new AzureAccount(
                URI.create("http://" + account.at("/properties/accountEndpoint").asText()),
                account.at("/name").asText(),
                key,
                azure.blobEndpoint(),
                azure.storageAccount(),
                azure.storageKey()));
    }
}
