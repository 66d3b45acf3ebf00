import static com.azure.core.util.Context.NONE;

import com.azure.core.credential.TokenCredential;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.json.JsonProviders;
import com.azure.resourcemanager.batch.BatchManager;
import com.azure.resourcemanager.batch.models.AccountKeyType;
import com.azure.resourcemanager.batch.models.ActivateApplicationPackageParameters;
import com.azure.resourcemanager.batch.models.AllocationState;
import com.azure.resourcemanager.batch.models.Application;
import com.azure.resourcemanager.batch.models.ApplicationPackage;
import com.azure.resourcemanager.batch.models.AutoScaleSettings;
import com.azure.resourcemanager.batch.models.AutoStorageBaseProperties;
import com.azure.resourcemanager.batch.models.BatchAccount;
import com.azure.resourcemanager.batch.models.BatchAccountKeys;
import com.azure.resourcemanager.batch.models.BatchAccountRegenerateKeyParameters;
import com.azure.resourcemanager.batch.models.CheckNameAvailabilityParameters;
import com.azure.resourcemanager.batch.models.DeploymentConfiguration;
import com.azure.resourcemanager.batch.models.FixedScaleSettings;
import com.azure.resourcemanager.batch.models.ImageReference;
import com.azure.resourcemanager.batch.models.MetadataItem;
import com.azure.resourcemanager.batch.models.NameAvailabilityReason;
import com.azure.resourcemanager.batch.models.PackageState;
import com.azure.resourcemanager.batch.models.Pool;
import com.azure.resourcemanager.batch.models.ProvisioningState;
import com.azure.resourcemanager.batch.models.ScaleSettings;
import com.azure.resourcemanager.batch.models.VirtualMachineConfiguration;
import com.azure.storage.blob.BlobClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The calls of azure-resourcemanager-batch: {@code Management KEPT COLUMN}. */
final class Management {
    private static final String NAME = "fromsdk";

    private final Map<String, String> fake = fake();
    private final String group = fake.get("resourceGroup");
    private final BatchManager batch = manager();
    private final Tried tried;

    private Management(String column) {
        this.tried = new Tried(column);
    }

    public static void main(String[] arguments) throws IOException {
        Management calls = new Management(arguments[1]);
        calls.accounts();
        calls.pools();
        calls.applications();
        calls.regions();
        calls.end();
        calls.tried.save(Path.of(arguments[0]));
        // The SDKs keep threads.
        System.exit(0);
    }

    private static Map<String, String> fake() {
        try (var json = JsonProviders.createReader(System.getenv("FAKE"))) {
            return json.readMap(reader -> String.valueOf(reader.readUntyped()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By what {@code serve --print env} prints: the authority, and an application with its secret. */
    private BatchManager manager() {
        TokenCredential credential = new DefaultAzureCredentialBuilder().build();
        AzureEnvironment environment = new AzureEnvironment(Map.of(
                "resourceManagerEndpointUrl", fake.get("managementEndpoint"),
                "managementEndpointUrl", "https://management.azure.com/"));
        AzureProfile profile = new AzureProfile(fake.get("tenantId"), fake.get("subscriptionId"), environment);
        return BatchManager.configure()
                .withDefaultPollInterval(Duration.ofMillis(100))
                .authenticate(credential, profile);
    }

    private static List<String> names(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false).sorted().toList();
    }

    private void accounts() {
        tried.section("accounts");
        var accounts = batch.batchAccounts();
        String storage = "/subscriptions/" + fake.get("subscriptionId") + "/resourceGroups/" + group
                + "/providers/Microsoft.Storage/storageAccounts/" + fake.get("storageAccount");
        BatchAccount account = tried.works(
                "`define`, `create`",
                () -> accounts.define(NAME)
                        .withRegion("eastus")
                        .withExistingResourceGroup(group)
                        .withTags(Map.of("a", "b"))
                        .withAutoStorage(new AutoStorageBaseProperties().withStorageAccountId(storage))
                        .create(),
                made -> made.provisioningState() == ProvisioningState.SUCCEEDED);
        tried.works(
                "`getByResourceGroup`, its quotas",
                () -> accounts.getByResourceGroup(group, NAME),
                found -> found.dedicatedCoreQuota() == 10_000 && found.poolQuota() == 500);
        tried.gives(NAME, "`getById`", () -> accounts.getById(account.id()).name());
        List<String> both = List.of(fake.get("account"), NAME);
        tried.gives(both, "`list`", () -> names(accounts.list().mapPage(BatchAccount::name)));
        tried.gives(
                both,
                "`listByResourceGroup`",
                () -> names(accounts.listByResourceGroup(group).mapPage(BatchAccount::name)));
        tried.gives(
                Map.of("c", "d"),
                "`update`, `apply`",
                () -> account.update().withTags(Map.of("c", "d")).apply().tags());
        tried.gives(Map.of("c", "d"), "`refresh`", () -> account.refresh().tags());
        BatchAccountKeys first =
                tried.works("`getKeys`", () -> accounts.getKeys(group, NAME), keys -> !keys.primary().equals(keys.secondary()));
        tried.works(
                "`regenerateKey`",
                () -> account.regenerateKey(new BatchAccountRegenerateKeyParameters().withKeyName(AccountKeyType.PRIMARY)),
                keys -> !keys.primary().equals(first.primary()) && keys.secondary().equals(first.secondary()));
        tried.works("`synchronizeAutoStorageKeys`", () -> accounts.synchronizeAutoStorageKeys(group, NAME));
        tried.refused("`getByResourceGroup` of none", "404 ResourceNotFound", () -> accounts.getByResourceGroup(group, "none"));
        tried.refused(
                "`getByResourceGroup` in no group",
                "404 ResourceGroupNotFound",
                () -> accounts.getByResourceGroup("none", NAME));
        tried.refused(
                "`listDetectors`",
                "501 NotImplemented",
                () -> accounts.listDetectors(group, NAME).stream().count());
    }

    private static ScaleSettings fixed(int nodes) {
        return new ScaleSettings().withFixedScale(new FixedScaleSettings().withTargetDedicatedNodes(nodes));
    }

    private static ScaleSettings formula(String text) {
        return new ScaleSettings().withAutoScale(new AutoScaleSettings().withFormula(text));
    }

    private Pool.DefinitionStages.WithCreate pool(String id) {
        ImageReference image = new ImageReference()
                .withPublisher("canonical")
                .withOffer("0001-com-ubuntu-server-jammy")
                .withSku("22_04-lts")
                .withVersion("latest");
        return batch.pools()
                .define(id)
                .withExistingBatchAccount(group, NAME)
                .withVmSize("STANDARD_D2S_V3")
                .withDeploymentConfiguration(new DeploymentConfiguration()
                        .withVirtualMachineConfiguration(new VirtualMachineConfiguration()
                                .withImageReference(image)
                                .withNodeAgentSkuId("batch.node.ubuntu 22.04")));
    }

    private Pool steady(String id) throws Exception {
        return Tried.until(
                () -> batch.pools().get(group, NAME, id), found -> found.allocationState() == AllocationState.STEADY);
    }

    private void pools() {
        tried.section("pools");
        var pools = batch.pools();
        tried.gives("pool", "`define`, `create`", () -> pool("pool").withScaleSettings(fixed(1)).create().name());
        tried.gives(1, "`get`", () -> steady("pool").currentDedicatedNodes());
        tried.gives(
                "auto",
                "`create`, formula",
                () -> pool("auto").withScaleSettings(formula("$TargetDedicatedNodes=0")).create().name());
        List<String> both = List.of("auto", "pool");
        tried.gives(both, "`listByBatchAccount`", () -> names(pools.listByBatchAccount(group, NAME).mapPage(Pool::name)));
        tried.gives(
                both,
                "`listByBatchAccount`, `maxresults`",
                () -> names(pools.listByBatchAccount(group, NAME, 1, null, null, NONE).mapPage(Pool::name)));
        tried.gives(
                List.of("STANDARD_D2S_V3"),
                "`listByBatchAccount`, `filter` and `select`",
                () -> names(pools.listByBatchAccount(group, NAME, null, "properties/vmSize", "startswith(name, 'po')", NONE)
                        .mapPage(Pool::vmSize)));
        Pool pool = tried.works("`getById`", () -> pools.getById(steady("pool").id()), found -> true);
        MetadataItem item = new MetadataItem().withName("a").withValue("b");
        tried.gives(
                "a",
                "`update`, `apply`",
                () -> pool.update().withMetadata(List.of(item)).apply().metadata().get(0).name());
        tried.works(
                "`update`, size",
                () -> steady("pool").update().withScaleSettings(fixed(2)).apply() == null ? null : steady("pool"),
                found -> found.currentDedicatedNodes() == 2);
        tried.gives(
                "pool",
                "`update` with `If-Match`",
                () -> steady("pool").update().withMetadata(List.of()).withIfMatch(steady("pool").etag()).apply().name());
        tried.gives(
                null + "",
                "`disableAutoScale`",
                () -> pools.disableAutoScale(group, NAME, "auto").scaleSettings().autoScale() + "");
        tried.gives("pool", "`stopResize`", () -> pools.stopResize(group, NAME, "pool").name());
        tried.refused("`create` unless it is there", "409 PoolExists", () -> pool("pool").withIfNoneMatch("*").create());
        tried.refused(
                "`update` of another state",
                "412 ConditionNotMet",
                () -> steady("pool").update().withMetadata(List.of(item)).withIfMatch("\"0x1\"").apply());
        tried.refused(
                "`create` with a size that is none",
                "400 InvalidPropertyValue",
                () -> pool("odd").withVmSize("huge").create());
        tried.refused("`get` of none", "404 PoolNotFound", () -> pools.get(group, NAME, "none"));
        tried.works("`delete`", () -> pools.delete(group, NAME, "auto"));
        tried.refused("`get` afterwards", "404 PoolNotFound", () -> pools.get(group, NAME, "auto"));
    }

    private ApplicationPackage uploaded() throws IOException {
        ApplicationPackage made =
                batch.applicationPackages().define("1.0").withExistingApplication(group, NAME, "tool").create();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(content)) {
            zip.putNextEntry(new ZipEntry("hello"));
            zip.write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        // The account is in the path, too, so that the host's name need not be resolved.
        String address = made.storageUrl().replace(fake.get("storageAccount") + ".blob.localhost", "127.0.0.1");
        new BlobClientBuilder().endpoint(address).buildClient().upload(BinaryData.fromBytes(content.toByteArray()));
        return made;
    }

    private void applications() {
        tried.section("applications");
        var applications = batch.applications();
        var packages = batch.applicationPackages();
        Application tool = tried.works(
                "`applications.define`, `create`",
                () -> applications.define("tool").withExistingBatchAccount(group, NAME).create(),
                made -> made.name().equals("tool"));
        tried.works("`applicationPackages.define`, `create`, uploaded", this::uploaded, made -> made.state() == PackageState.PENDING);
        var zipped = new ActivateApplicationPackageParameters().withFormat("zip");
        tried.gives(
                PackageState.ACTIVE,
                "`applicationPackages.activate`",
                () -> packages.activate(group, NAME, "tool", "1.0", zipped).state());
        tried.gives("zip", "`applicationPackages.get`", () -> packages.get(group, NAME, "tool", "1.0").format());
        tried.gives(
                List.of("1.0"),
                "`applicationPackages.list`",
                () -> names(packages.list(group, NAME, "tool").mapPage(ApplicationPackage::name)));
        tried.gives(
                "1.0",
                "`applications.update`, `apply`",
                () -> tool.update().withDefaultVersion("1.0").apply().defaultVersion());
        tried.gives(true, "`applications.get`", () -> applications.get(group, NAME, "tool").allowUpdates());
        tried.gives(
                List.of("tool"),
                "`applications.list`",
                () -> names(applications.list(group, NAME).mapPage(Application::name)));
        tried.works("`applications.define`, `delete`", () -> {
            applications.define("gone").withExistingBatchAccount(group, NAME).create();
            applications.delete(group, NAME, "gone");
        });
        tried.works("`applicationPackages.delete`", () -> {
            packages.define("2.0").withExistingApplication(group, NAME, "tool").create();
            packages.delete(group, NAME, "tool", "2.0");
        });
        tried.refused("`applications.get` of none", "404 ApplicationNotFound", () -> applications.get(group, NAME, "none"));
    }

    private void regions() {
        tried.section("regions");
        var locations = batch.locations();
        tried.gives(50, "`getQuotas`", () -> locations.getQuotas("eastus").accountQuota());
        tried.gives(
                "4",
                "`listSupportedVirtualMachineSkus`",
                () -> locations.listSupportedVirtualMachineSkus("eastus").stream()
                        .collect(Collectors.toMap(size -> size.name(), size -> size.capabilities().get(0).value()))
                        .get("Standard_D4s_v3"));
        tried.gives(true, "`checkNameAvailability`", () -> locations.checkNameAvailability("eastus", name("free")).nameAvailable());
        tried.gives(
                NameAvailabilityReason.ALREADY_EXISTS,
                "`checkNameAvailability`, taken",
                () -> locations.checkNameAvailability("eastus", name(NAME)).reason());
        tried.gives(0L, "`operations.list`", () -> batch.operations().list().stream().count());
    }

    private static CheckNameAvailabilityParameters name(String text) {
        return new CheckNameAvailabilityParameters().withName(text);
    }

    private void end() {
        tried.section("the end");
        tried.works("`deleteByResourceGroup`", () -> batch.batchAccounts().deleteByResourceGroup(group, NAME));
        tried.refused(
                "`getByResourceGroup` afterwards",
                "404 ResourceNotFound",
                () -> batch.batchAccounts().getByResourceGroup(group, NAME));
    }
}
