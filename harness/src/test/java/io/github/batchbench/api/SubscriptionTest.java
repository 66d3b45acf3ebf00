package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.api.ManagementPlane.Answer;
import io.github.batchbench.junit.BatchExtension;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tools ask Resource Manager for before they do anything, and how it refuses. */
@Timeout(60)
class SubscriptionTest {
    @RegisterExtension
    static final BatchExtension EXTENSION =
            BatchExtension.builder().options(options -> options.withHttps()).build();

    private FakeAzure azure;
    private ManagementPlane plane;

    @BeforeEach
    void enter(FakeAzure fake) {
        azure = fake;
        plane = new ManagementPlane(fake);
    }

    @Test
    void theCloudSaysWhereEverythingIsInTheFormOfItsVersion() {
        String origin = azure.management().endpoint().toString();
        ManagementPlane anybody = new ManagementPlane(azure, "");

        JsonNode first =
                anybody.get("/metadata/endpoints?api-version=2015-01-01").json();
        JsonNode list =
                anybody.get("/metadata/endpoints?api-version=2019-05-01").json();
        JsonNode one = anybody.get("/metadata/endpoints?api-version=2022-09-01").json();

        assertThat(first.at("/authentication/loginEndpoint").asText()).isEqualTo(origin + "/adfs");
        assertThat(list.isArray()).isTrue();
        assertThat(list.at("/0/batch").asText()).isEqualTo("https://batch.core.windows.net/");
        assertThat(list.at("/0/authentication/loginEndpoint").asText()).isEqualTo(origin + "/adfs");
        assertThat(one.at("/authentication/loginEndpoint").asText()).isEqualTo(origin);
        assertThat(one.at("/resourceManager").asText()).isEqualTo(origin);
        assertThat(one.at("/authentication/tenant").asText())
                .isEqualTo(azure.authority().tenantId());
    }

    @Test
    void thereIsOneSubscriptionOfOneTenant() {
        assertThat(plane.get("/tenants").json().at("/value/0/tenantId").asText())
                .isEqualTo(azure.authority().tenantId());
        assertThat(plane.get("/subscriptions")
                        .json()
                        .at("/value/0/subscriptionId")
                        .asText())
                .isEqualTo(azure.management().subscriptionId());
        assertThat(plane.get(plane.subscription("")).json().at("/state").asText())
                .isEqualTo("Enabled");
        assertThat(plane.get(plane.subscription("/locations")).json().findValuesAsText("name"))
                .contains("eastus", "westeurope");
        assertThat(plane.get(plane.subscription("/providers/microsoft.batch"))
                        .json()
                        .at("/registrationState")
                        .asText())
                .isEqualTo("Registered");
        assertThat(plane.post(plane.subscription("/providers/Microsoft.Batch/register"), "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void groupsAreMadeTaggedAndFoundInWhateverCase() {
        String path = plane.subscription("/resourcegroups/Mine");

        assertThat(plane.send("HEAD", path, null).status()).isEqualTo(404);
        assertThat(plane.put(path, "{\"location\":\"East US\",\"tags\":{\"a\":\"b\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(plane.put(path, "{\"location\":\"eastus\"}").status()).isEqualTo(200);
        assertThat(plane.patch(path, "{\"tags\":{\"c\":\"d\"}}").status()).isEqualTo(200);
        assertThat(plane.send("HEAD", path.toUpperCase(Locale.ROOT).replace("SUBSCRIPTIONS", "Subscriptions"), null)
                        .status())
                .isEqualTo(204);

        JsonNode group = plane.get(path.replace("Mine", "mine")).json();
        assertThat(group.at("/name").asText()).isEqualTo("Mine");
        assertThat(group.at("/location").asText()).isEqualTo("eastus");
        assertThat(group.at("/tags/c").asText()).isEqualTo("d");
        assertThat(plane.get(plane.subscription("/resourceGroups")).json().findValuesAsText("name"))
                .containsExactly("batchbench", "Mine");
    }

    @Test
    void whatIsWrongWithAGroupIsSaid() {
        String path = plane.subscription("/resourceGroups/mine");

        assertThat(plane.put(path, "{}").code()).isEqualTo("LocationRequired");
        assertThat(plane.put(path, "{\"location\":\"atlantis\"}").code())
                .isEqualTo("LocationNotAvailableForResourceGroup");
        assertThat(plane.put(plane.subscription("/resourceGroups/dot."), "{\"location\":\"eastus\"}")
                        .code())
                .isEqualTo("InvalidResourceGroup");
        assertThat(plane.get(path).code()).isEqualTo("ResourceGroupNotFound");
        assertThat(plane.put(plane.group(""), "{\"location\":\"westus\"}").code())
                .isEqualTo("InvalidResourceGroupLocation");
        assertThat(plane.put(path, "[]").code()).isEqualTo("InvalidRequestContent");
    }

    @Test
    void nobodyGetsInWithoutATokenForIt() {
        String path = plane.subscription("");
        String tenant = azure.authority().tenantId();

        Answer without = new ManagementPlane(azure, "").get(path);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.code()).isEqualTo("AuthenticationFailed");
        assertThat(without.header("WWW-Authenticate"))
                .startsWith("Bearer authorization_uri=\"" + azure.authority().uri() + "/" + tenant + "\"");
        assertThat(new ManagementPlane(azure, "nonsense").get(path).code()).isEqualTo("InvalidAuthenticationToken");
        assertThat(new ManagementPlane(azure, azure.authority().token("https://batch.core.windows.net/"))
                        .get(path)
                        .code())
                .isEqualTo("InvalidAuthenticationTokenAudience");
        String own = azure.management().endpoint().toString();
        assertThat(new ManagementPlane(azure, azure.authority().token(own))
                        .get(path)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void versionsAndSubscriptionsAreChecked() {
        assertThat(plane.get("/subscriptions?x=y").code()).isEqualTo("MissingApiVersionParameter");
        assertThat(plane.get("/subscriptions?api-version=new").code()).isEqualTo("InvalidApiVersionParameter");
        assertThat(plane.get("/subscriptions/" + UUID.randomUUID()).code()).isEqualTo("SubscriptionNotFound");
    }

    @Test
    void theAccountThatIsThereFromTheStartIsFound() {
        JsonNode account = plane.get(plane.account(azure.batchAccount(), "")).json();

        assertThat("https://" + account.at("/properties/accountEndpoint").asText())
                .isEqualTo(azure.batchEndpoint().toString());
        assertThat(account.at("/properties/autoStorage/storageAccountId").asText())
                .endsWith("/storageAccounts/" + azure.storageAccount());
        assertThat(plane.get(plane.subscription("/providers/Microsoft.Batch/batchAccounts"))
                        .json()
                        .at("/value"))
                .containsExactly(account);
        assertThat(plane.get(plane.group("/providers/Microsoft.Batch/batchAccounts"))
                        .json()
                        .at("/value"))
                .containsExactly(account);
        assertThat(plane.post(plane.account(azure.batchAccount(), "/listKeys"), "")
                        .json()
                        .at("/primary")
                        .asText())
                .isEqualTo(azure.batchKey());
        assertThat(plane.get(plane.account("nobody", "")).code()).isEqualTo("ResourceNotFound");
        assertThat(plane.get(plane.account(azure.batchAccount(), "").replace("Groups/batchbench", "Groups/none"))
                        .code())
                .isEqualTo("ResourceGroupNotFound");
    }

    /** And fails the test that asked, if nobody takes note of it. */
    @Test
    void whatIsNotModelledNamesItself() {
        FakeAzure own = FakeAzure.start();
        try (own) {
            ManagementPlane other = new ManagementPlane(own);

            Answer answer = other.get(other.group("/providers/Microsoft.Compute/virtualMachines/vm"));

            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.code()).isEqualTo("NotImplemented");
            assertThat(own.notModelled().calls())
                    .singleElement()
                    .extracting(NotModelled.Call::what)
                    .isEqualTo("GET Microsoft.Compute/virtualMachines");
        }
    }
}
