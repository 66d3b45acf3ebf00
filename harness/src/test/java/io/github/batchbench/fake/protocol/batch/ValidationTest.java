package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.ValidationRule;
import io.github.batchbench.fake.model.VmSizes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service refuses because it cannot be: sizes, images, node agents, actions, identities. */
class ValidationTest {
    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    private static String pool(
            String size, String publisher, String offer, String sku, String agent, String inMachine) {
        return """
                {"id":"p","vmSize":"%s","virtualMachineConfiguration":{"nodeAgentSKUId":"%s",
                 "imageReference":{"publisher":"%s","offer":"%s","sku":"%s"}%s}}""".formatted(size, agent, publisher, offer, sku, inMachine);
    }

    private static String sized(String size) {
        return pool(size, "canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", "batch.node.ubuntu 22.04", "");
    }

    private void refused(Caller.Result answer, String property, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidPropertyValue");
        assertThat(answer.values().get(0)).isEqualTo("PropertyName=" + property);
        assertThat(answer.values().get(1)).startsWith("Reason=" + words).contains("--lenient");
        assertThat(answer.values()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "small",
                "s",
                "Standard_DS64_v3",
                "STANDARD_D2S_V99",
                "Standard_D2s-v3",
                "D2s_v3",
                "Standard_D3s_v3",
                "Standard_B2s",
                "Standard_A0"
            })
    void aSizeThatThereIsNotIsRefused(String size) {
        refused(caller.post("/pools", sized(size)), "vmSize", "The specified vmSize");
    }

    @ParameterizedTest
    @CsvSource({
        "standard_d1_v2, 1",
        "standard_a1_v2, 1",
        "Standard_D2s_v3, 2",
        "STANDARD_D1_V2, 1",
        "Standard_A1, 1",
        "standard_d14, 16",
        "standard_nc24, 24",
        "Standard_E8-4s_v5, 4",
        "standard_nc6_promo, 6",
        "Standard_F72s_v2, 72",
        "Standard_HB120rs_v3, 120",
        "Standard_D4ads_v5, 4",
        "Standard_E4-2ds_v4, 2",
        "Standard_M8-2ms, 2",
        "Standard_DS11-1_v2, 1",
        "Standard_NC24ads_A100_v4, 24",
        "Standard_L8s_v3, 8",
        "Standard_D2ds_v5, 2",
        "Standard_E20as_v5, 20",
    })
    void aSizeThatThereIsIsTakenAndItsCoresAreKnown(String size, int cores) {
        assertThat(caller.post("/pools", sized(size)).status()).isEqualTo(201);
        assertThat(VmSizes.cores(size)).hasValue(cores);
    }

    @Test
    void aSizeOfCloudServicesIsOneForCloudServicesOnly() {
        assertThat(caller.version("2024-02-01.19.0")
                        .post(
                                "/pools",
                                "{\"id\":\"p\",\"vmSize\":\"small\",\"cloudServiceConfiguration\":{\"osFamily\":\"4\"}}")
                        .status())
                .isEqualTo(201);
        refused(caller.post("/pools", sized("small")), "vmSize", "The specified vmSize");
    }

    @Test
    void anAutoPoolIsCheckedAsAPoolIs() {
        String specification = sized("tiny").replace("\"id\":\"p\",", "");

        refused(
                caller.post(
                        "/jobs",
                        "{\"id\":\"j\",\"poolInfo\":{\"autoPoolSpecification\":{\"poolLifetimeOption\":\"job\",\"pool\":"
                                + specification + "}}}"),
                "vmSize",
                "The specified vmSize");
    }

    @Test
    void anImageThatThereIsNotIsRefusedInTheServicesWords() {
        refused(
                caller.post("/pools", pool("standard_d1_v2", "a", "b", "c", "batch.node.ubuntu 22.04", "")),
                "imageReference",
                "The specified imageReference with publisher a offer b sku c is not supported.");
        refused(
                caller.post(
                        "/pools",
                        pool(
                                "standard_d1_v2",
                                "canonical",
                                "0001-com-ubuntu-server-jammy",
                                "22_04-ltss",
                                "batch.node.ubuntu 22.04",
                                "")),
                "imageReference",
                "The specified imageReference with publisher canonical");
    }

    /** Of families that were ever verified: today's list lacks some that the service still takes (recorded). */
    @ParameterizedTest
    @CsvSource({
        "Canonical, UbuntuServer, 18.04-LTS, batch.node.ubuntu 18.04",
        "canonical, ubuntuserver, 16.04.0-lts, batch.node.ubuntu 16.04",
        "canonical, ubuntu-24_04-lts, server, batch.node.ubuntu 24.04",
        "microsoft-dsvm, ubuntu-hpc, 2404, batch.node.ubuntu 24.04",
        "microsoft-azure-batch, ubuntu-server-container, 20-04-lts, batch.node.ubuntu 20.04",
        "microsoftwindowsserver, windowsserver, 2016-datacenter-smalldisk, batch.node.windows amd64",
        "MicrosoftWindowsServer, WindowsServer, 2022-datacenter-core-smalldisk-g2, batch.node.windows amd64",
        "almalinux, almalinux, 8-gen2, batch.node.el 8",
        "openlogic, centos, 7_9-gen2, batch.node.centos 7",
    })
    void anImageOfAFamilyThatWasEverVerifiedIsTaken(String publisher, String offer, String sku, String agent) {
        assertThat(caller.post("/pools", pool("standard_d1_v2", publisher, offer, sku, agent, ""))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void everyImageThatIsListedIsTakenWithItsAgent() {
        caller.get("/supportedimages").json().objects("value").forEach(listed -> {
            var image = listed.object("imageReference").orElseThrow();
            Caller.Result answer = caller.post(
                    "/pools",
                    pool(
                            "standard_d1_v2",
                            image.string("publisher").orElse(""),
                            image.string("offer").orElse(""),
                            image.string("sku").orElse(""),
                            listed.string("nodeAgentSKUId").orElse(""),
                            ""));
            assertThat(answer.status()).as(image + " " + answer.text()).isEqualTo(201);
            service.account.reset();
        });
    }

    @Test
    void anAgentThatDoesNotRunOnTheImageIsRefused() {
        refused(
                caller.post(
                        "/pools",
                        pool(
                                "standard_d1_v2",
                                "canonical",
                                "0001-com-ubuntu-server-jammy",
                                "22_04-lts",
                                "batch.node.windows amd64",
                                "")),
                "nodeAgentSKUId",
                "The specified nodeAgentSKUId 'batch.node.windows amd64'");
        assertThat(caller.post(
                                "/pools",
                                pool(
                                        "standard_d1_v2",
                                        "canonical",
                                        "0001-com-ubuntu-server-jammy",
                                        "22_04-lts",
                                        "agent",
                                        ""))
                        .code())
                .isEqualTo("NodeAgentSKUNotFound");
    }

    @Test
    void aKeyOfOnesOwnNeedsAPoolIdentity() {
        refused(
                caller.version("2025-06-01")
                        .post(
                                "/pools",
                                pool(
                                        "standard_d1_v2",
                                        "canonical",
                                        "0001-com-ubuntu-server-jammy",
                                        "22_04-lts",
                                        "batch.node.ubuntu 22.04",
                                        ",\"diskEncryptionConfiguration\":{\"targets\":[\"osdisk\"],\"customerManagedKey\":{\"keyUrl\":\"https://v/keys/k/1\"}}")),
                "identity",
                "Pool Identity is required when using CustomerManagedKey.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"exitCodes\":[{\"code\":1,\"exitOptions\":{\"jobAction\":\"none\"}}]",
                "\"exitCodeRanges\":[{\"start\":2,\"end\":4,\"exitOptions\":{\"jobAction\":\"terminate\"}}]",
                "\"preProcessingError\":{\"jobAction\":\"disable\"}",
                "\"fileUploadError\":{\"jobAction\":\"terminate\"}",
                "\"default\":{\"jobAction\":\"terminate\",\"dependencyAction\":\"satisfy\"}",
            })
    void anActionOnAJobThatTakesNoneIsRefused(String conditions) {
        caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}");
        caller.post(
                "/jobs",
                "{\"id\":\"acts\",\"poolInfo\":{\"poolId\":\"p\"},\"onTaskFailure\":\"performExitOptionsJobAction\"}");
        String task = "{\"id\":\"t\",\"commandLine\":\"true\",\"exitConditions\":{" + conditions + "}}";

        refused(caller.post("/jobs/j/tasks", task), "jobAction", "The jobAction of exit options");
        var item = caller.post("/jobs/j/addtaskcollection", "{\"value\":[" + task + "]}")
                .json()
                .objects("value")
                .get(0);
        assertThat(item.string("status")).contains("ClientError");
        assertThat(item.object("error").flatMap(error -> error.string("code"))).contains("InvalidPropertyValue");
        assertThat(caller.post("/jobs/acts/tasks", task).status()).isEqualTo(201);
    }

    @Test
    void anActionOnWhatDependsOnTheTaskIsTaken() {
        caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}");

        assertThat(caller.post(
                                "/jobs/j/tasks",
                                "{\"id\":\"t\",\"commandLine\":\"true\",\"exitConditions\":{\"default\":{\"dependencyAction\":\"block\"}}}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"0, 400", "1, 201", "100, 201", "101, 400"})
    void aMultiInstanceTaskHasAHundredInstancesAtMost(int instances, int status) {
        caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}");

        assertThat(caller.post(
                                "/jobs/j/tasks",
                                "{\"id\":\"t\",\"commandLine\":\"true\",\"multiInstanceSettings\":{\"numberOfInstances\":"
                                        + instances + ",\"coordinationCommandLine\":\"true\"}}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aResizeThatNamesNoSizeIsRefused() {
        caller.post("/pools", sized("standard_d1_v2"));

        Caller.Result refused = caller.post("/pools/p/resize", "{}");

        assertThat(refused.code()).isEqualTo("MissingRequiredProperty");
        assertThat(refused.values()).containsExactly("PropertyName=targetDedicatedNodes and/or targetLowPriorityNodes");
    }

    @ParameterizedTest
    @EnumSource(ValidationRule.class)
    void eachRuleIsLiftedByItsName(ValidationRule rule) {
        assertThat(ValidationRule.of(rule.word())).isEqualTo(rule);
        String body = switch (rule) {
            case VM_SIZES -> sized("standard_z9_v9");
            case IMAGES -> pool("standard_d1_v2", "a", "b", "c", "batch.node.ubuntu 22.04", "");
            case NODE_AGENTS ->
                pool(
                        "standard_d1_v2",
                        "canonical",
                        "0001-com-ubuntu-server-jammy",
                        "22_04-lts",
                        "batch.node.debian 99",
                        "");
            case TASK_SLOTS -> slots("standard_d2_v3", 9);
            case POOL_IDENTITIES ->
                pool(
                        "standard_d1_v2",
                        "canonical",
                        "0001-com-ubuntu-server-jammy",
                        "22_04-lts",
                        "batch.node.ubuntu 22.04",
                        ",\"diskEncryptionConfiguration\":{\"targets\":[\"osdisk\"],\"customerManagedKey\":{\"keyUrl\":\"https://v/keys/k/1\"}}");
            case EXIT_JOB_ACTIONS ->
                "{\"id\":\"t\",\"commandLine\":\"true\",\"exitConditions\":{\"default\":{\"jobAction\":\"none\"}}}";
        };
        String path = rule == ValidationRule.EXIT_JOB_ACTIONS ? "/jobs/j/tasks" : "/pools";
        String job = "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}";
        caller.post("/jobs", job);

        Caller.Result refused = caller.version("2025-06-01").post(path, body);

        assertThat(refused.values().get(1)).contains("--lenient " + rule.word());
        try (Service lenient = new Service(new Strictness(Set.of(rule)))) {
            lenient.caller.post("/jobs", job);
            assertThat(lenient.caller.version("2025-06-01").post(path, body).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void aNodeHasAtMostFourSlotsForEachCore() {
        assertThat(caller.post("/pools", slots("standard_d2_v3", 8)).status()).isEqualTo(201);
        assertThat(caller.post("/pools", slots("standard_a_misspelt", 9)).values())
                .contains("PropertyName=vmSize");

        Caller.Result added = caller.post("/pools", slots("Standard_D2_v3", 9).replace("\"p\"", "\"other\""));
        Caller.Result patched = caller.version("2025-06-01").send("PATCH", "/pools/p", "{\"taskSlotsPerNode\":9}");

        for (Caller.Result refused : List.of(added, patched)) {
            assertThat(refused.code()).isEqualTo("InvalidPropertyValue");
            assertThat(refused.values().get(0)).isEqualTo("PropertyName=taskSlotsPerNode");
            assertThat(refused.values().get(1)).contains("9 is more than 8");
        }
    }

    private static String slots(String size, int slots) {
        return sized(size).replaceFirst("\\{", "{\"taskSlotsPerNode\":" + slots + ",");
    }

    @Test
    void aRuleThatThereIsNotIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> ValidationRule.of("everything"))
                .hasMessageContaining("'everything'")
                .hasMessageContaining("vm-sizes");
    }
}
