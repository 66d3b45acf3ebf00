package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.batch.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an entity shows that no client sent, by version: in nested objects as in the entity itself. Each case is from
 * recorded exchanges, but for those that say otherwise.
 */
class ShownByDefaultTest {
    private static final String MACHINE = """
            "vmSize":"Standard_D2s_v3","virtualMachineConfiguration":{"nodeAgentSKUId":"batch.node.ubuntu 22.04",
             "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts"}%s}%s""";
    private static final String WINDOWS = """
            {"id":"p","vmSize":"STANDARD_D1_V2","targetDedicatedNodes":1,"virtualMachineConfiguration":{
             "nodeAgentSKUId":"batch.node.windows amd64","imageReference":{"publisher":"microsoftwindowsserver",
             "offer":"windowsserver","sku":"2022-datacenter"}}%s}""";

    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    private static Document json(String text) {
        return JsonReader.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Document at(Document document, String... path) {
        Document found = document;
        for (String name : path) {
            found = found.object(name).orElseThrow(() -> new AssertionError("no " + name + " in " + document));
        }
        return found;
    }

    private Document pool(String version, String inMachine, String more) {
        Caller.Result added =
                caller.version(version).post("/pools", "{\"id\":\"p\"," + MACHINE.formatted(inMachine, more) + "}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return caller.version(version).get("/pools/p").json();
    }

    @ParameterizedTest
    @CsvSource({"2022-10-01.16.0, false", "2024-07-01.20.0, false", "2025-06-01, true"})
    void anAutoPoolIsShownAsAPoolIs(String version, boolean ordersJobs) {
        String body = "{\"id\":\"j\",\"poolInfo\":{\"autoPoolSpecification\":{\"poolLifetimeOption\":\"Job\",\"pool\":{"
                + MACHINE.formatted("", ",\"startTask\":{\"commandLine\":\"true\"}") + "}}}}";
        assertThat(caller.version(version).post("/jobs", body).status()).isEqualTo(201);

        Document automatic = at(caller.version(version).get("/jobs/j").json(), "poolInfo", "autoPoolSpecification");

        String policy = "{\"nodeFillType\":\"Spread\"" + (ordersJobs ? ",\"jobDefaultOrder\":\"none\"}" : "}");
        assertThat(automatic).isEqualTo(json("""
                {"poolLifetimeOption":"job","keepAlive":false,"pool":{"vmSize":"standard_d2s_v3",
                 "virtualMachineConfiguration":{"imageReference":{"publisher":"canonical","version":"latest",
                  "offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts"},"nodeAgentSKUId":"batch.node.ubuntu 22.04"},
                 "taskSlotsPerNode":1,"taskSchedulingPolicy":%s,"resizeTimeout":"PT15M","targetDedicatedNodes":0,
                 "targetLowPriorityNodes":0,"enableAutoScale":false,"enableInterNodeCommunication":false,
                 "startTask":{"commandLine":"true","maxTaskRetryCount":0,"waitForSuccess":true,
                  "userIdentity":{"autoUser":{"scope":"pool","elevationLevel":"nonadmin"}}}}}""".formatted(policy)));
    }

    @Test
    void aScheduleSpecifiesItsJobsWhole() {
        caller.post(
                "/jobschedules",
                "{\"id\":\"s\",\"schedule\":{},\"jobSpecification\":{\"poolInfo\":{\"poolId\":\"p\"},"
                        + "\"constraints\":{\"maxTaskRetryCount\":2},"
                        + "\"jobManagerTask\":{\"id\":\"m\",\"commandLine\":\"true\"},"
                        + "\"jobPreparationTask\":{\"commandLine\":\"true\"},\"jobReleaseTask\":{\"commandLine\":\"true\"}}}");

        assertThat(at(caller.get("/jobschedules/s").json(), "jobSpecification")).isEqualTo(json("""
                {"priority":0,"maxParallelTasks":-1,"allowTaskPreemption":false,"usesTaskDependencies":false,
                 "onAllTasksComplete":"noaction","onTaskFailure":"noaction","poolInfo":{"poolId":"p"},
                 "constraints":{"maxWallClockTime":"P10675199DT2H48M5.4775807S","maxTaskRetryCount":2},
                 "jobManagerTask":{"id":"m","commandLine":"true","requiredSlots":1,"runExclusive":true,
                  "allowLowPriorityNode":true,"killJobOnCompletion":true,
                  "userIdentity":{"autoUser":{"scope":"pool","elevationLevel":"nonadmin"}},
                  "constraints":{"maxWallClockTime":"P10675199DT2H48M5.4775807S","retentionTime":"P7D","maxTaskRetryCount":2}},
                 "jobPreparationTask":{"id":"jobpreparation","commandLine":"true","waitForSuccess":true,
                  "rerunOnNodeRebootAfterSuccess":true,"userIdentity":{"autoUser":{"scope":"pool","elevationLevel":"nonadmin"}},
                  "constraints":{"maxWallClockTime":"P10675199DT2H48M5.4775807S","retentionTime":"P7D","maxTaskRetryCount":0}},
                 "jobReleaseTask":{"id":"jobrelease","commandLine":"true","maxWallClockTime":"PT15M","retentionTime":"P7D",
                  "userIdentity":{"autoUser":{"scope":"pool","elevationLevel":"nonadmin"}}}}"""));
    }

    @ParameterizedTest
    @CsvSource({"2022-01-01.15.0, ''", "2022-10-01.16.0, default", "2024-07-01.20.0, default", "2025-06-01, ''"})
    void replacedPropertiesHaveACommunicationModeWhereTheVersionHasOne(String version, String mode) {
        pool(version, "", "");
        assertThat(caller.version(version).get("/pools/p").json().has("targetNodeCommunicationMode"))
                .isFalse();

        Caller.Result replaced = caller.version(version)
                .post(
                        "/pools/p/updateproperties",
                        "{%s\"applicationPackageReferences\":[],\"metadata\":[]}"
                                .formatted(version.equals("2025-06-01") ? "" : "\"certificateReferences\":[],"));

        assertThat(replaced.status()).as(replaced.text()).isEqualTo(204);
        Document pool = caller.version(version).get("/pools/p").json();
        assertThat(pool.string("targetNodeCommunicationMode").orElse("")).isEqualTo(mode);
        assertThat(pool.has("certificateReferences")).isEqualTo(!version.equals("2025-06-01"));
        assertThat(pool.properties()).doesNotContainKeys("metadata", "applicationPackageReferences");
    }

    @Test
    void disksHaveTheirCachingAndTheirKindOfStorage() {
        Document machine = at(
                pool("2024-07-01.20.0", ",\"dataDisks\":[{\"lun\":1,\"diskSizeGB\":50}],\"osDisk\":{}", ""),
                "virtualMachineConfiguration");

        assertThat(machine.objects("dataDisks"))
                .containsExactly(json(
                        "{\"lun\":1,\"caching\":\"none\",\"diskSizeGB\":50,\"storageAccountType\":\"standard_lrs\"}"));
        assertThat(at(machine, "osDisk")).isEqualTo(json("""
                {"ephemeralOSDiskSettings":{},"caching":"None","managedDisk":{"storageAccountType":"standard_lrs"}}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"storageAccountType\":\"Premium_LRS\"",
                "\"managedDisk\":{\"storageAccountType\":\"Premium_LRS\"}"
            })
    void since2025ADataDiskNamesItsStorageWithinManagedDisk(String storage) {
        Document machine = at(
                pool("2025-06-01", ",\"dataDisks\":[{\"lun\":1,\"diskSizeGB\":50," + storage + "}]", ""),
                "virtualMachineConfiguration");

        assertThat(machine.objects("dataDisks")).containsExactly(json("""
                {"lun":1,"caching":"none","diskSizeGB":50,"managedDisk":{"storageAccountType":"premium_lrs"}}"""));
        assertThat(at(caller.get("/pools/p").json(), "virtualMachineConfiguration")
                        .objects("dataDisks"))
                .as("to a client of 2024")
                .containsExactly(json(
                        "{\"lun\":1,\"caching\":\"none\",\"diskSizeGB\":50,\"storageAccountType\":\"premium_lrs\"}"));
    }

    @Test
    void aNetworkHasItsDefaultsInEachVersion() {
        String network = ",\"networkConfiguration\":{\"endpointConfiguration\":{\"inboundNATPools\":[{\"name\":\"web\","
                + "\"protocol\":\"TCP\",\"backendPort\":80,\"frontendPortRangeStart\":60000,\"frontendPortRangeEnd\":60100,"
                + "\"networkSecurityGroupRules\":[{\"priority\":150,\"access\":\"Allow\",\"sourceAddressPrefix\":\"*\"}]}]},"
                + "\"publicIPAddressConfiguration\":{\"provision\":\"batchmanaged\"}}";
        Document shown = at(pool("2023-05-01.17.0", "", network), "networkConfiguration");

        assertThat(shown.string("dynamicVNetAssignmentScope")).contains("none");
        assertThat(shown.flag("enableAcceleratedNetworking", true)).isFalse();
        assertThat(at(shown, "publicIPAddressConfiguration").string("provision"))
                .contains("BatchManaged");
        Document rule = at(shown, "endpointConfiguration")
                .objects("inboundNATPools")
                .get(0)
                .objects("networkSecurityGroupRules")
                .get(0);
        assertThat(rule.strings("sourcePortRanges")).containsExactly("*");
        assertThat(at(caller.version("2022-10-01.16.0").get("/pools/p").json(), "networkConfiguration")
                        .has("enableAcceleratedNetworking"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2020-09-01.12.0, true, false",
        "2021-06-01.14.0, true, true",
        "2023-05-01.17.0, true, true",
        "2025-06-01, false, true",
    })
    void aNodeThatIsUpShowsItsCertificatesAgentAndImage(String version, boolean certificates, boolean image) {
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", ",\"targetDedicatedNodes\":1") + "}");
        service.advance(Duration.ofMinutes(5));

        Document node = caller.version(version)
                .get("/pools/p/nodes")
                .json()
                .objects("value")
                .get(0);

        assertThat(node.string("state")).contains("idle");
        assertThat(node.has("nodeAgentInfo")).isTrue();
        assertThat(node.properties().get("certificateReferences")).isEqualTo(certificates ? List.of() : null);
        assertThat(node.has("virtualMachineInfo")).isEqualTo(image);
    }

    @Test
    void aNodeThatStartsShowsNoneOfThem() {
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", ",\"targetDedicatedNodes\":1") + "}");
        // After the resize, and before the node has booted.
        service.advance(Duration.ofMillis(22));

        Document node = caller.get("/pools/p/nodes").json().objects("value").get(0);

        assertThat(node.string("state").orElse("")).isIn("creating", "starting");
        assertThat(node.properties()).doesNotContainKeys("nodeAgentInfo", "certificateReferences", "lastBootTime");
    }

    @Test
    void usersOfWindowsLogInAsBatch() {
        caller.post("/pools", WINDOWS.formatted(",\"userAccounts\":[{\"name\":\"u\",\"password\":\"p\"}]"));

        assertThat(caller.get("/pools/p").json().objects("userAccounts")).containsExactly(json("""
                {"name":"u","elevationLevel":"nonadmin","windowsUserConfiguration":{"loginMode":"batch"}}"""));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2022-01-01.15.0, -, -",
                "2022-10-01.16.0, -, classic",
                "2024-07-01.20.0, default, classic",
                "2024-07-01.20.0, Simplified, simplified",
                "2025-06-01, -, -"
            })
    void aPoolWithNodesSaysHowItSpeaksWithThem(String version, @Nullable String wanted, @Nullable String shown) {
        String target = wanted == null ? "" : ",\"targetNodeCommunicationMode\":\"" + wanted + "\"";
        assertThat(pool(version, "", ",\"targetDedicatedNodes\":1" + target).has("currentNodeCommunicationMode"))
                .as("before there are nodes")
                .isFalse();
        service.advance(Duration.ofMinutes(5));

        Document pool = caller.version(version).get("/pools/p").json();

        assertThat(pool.string("currentNodeCommunicationMode")).isEqualTo(Optional.ofNullable(shown));
    }

    @Test
    void theFamiliesOfAddressesAreInOrder() {
        Document pool = pool(
                "2025-06-01",
                "",
                ",\"networkConfiguration\":{\"publicIPAddressConfiguration\":{\"ipFamilies\":[\"IPv6\",\"IPv4\"]}}");

        assertThat(at(pool, "networkConfiguration", "publicIPAddressConfiguration")
                        .strings("ipFamilies"))
                .containsExactly("IPv4", "IPv6");
    }

    @Test
    void usersOfWindowsHaveNothingOfLinux() {
        caller.post(
                "/pools",
                WINDOWS.formatted(
                        ",\"userAccounts\":[{\"name\":\"u\",\"password\":\"p\",\"linuxUserConfiguration\":{\"sshPrivateKey\":\"k\"}}]"));

        assertThat(caller.get("/pools/p").json().objects("userAccounts")).containsExactly(json("""
                {"name":"u","elevationLevel":"nonadmin","windowsUserConfiguration":{"loginMode":"batch"}}"""));
    }

    @Test
    void aContainersFolderIsTheTasksUnlessItIsSaid() {
        String settings = "\"commandLine\":\"true\",\"containerSettings\":{\"imageName\":\"ubuntu\"}";
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", ",\"startTask\":{" + settings + "}") + "}");
        caller.post(
                "/jobs",
                "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"jobManagerTask\":{\"id\":\"m\"," + settings
                        + "},\"jobPreparationTask\":{" + settings + "},\"jobReleaseTask\":{" + settings + "}}");
        caller.post("/jobs/j/tasks", "{\"id\":\"t\"," + settings + "}");

        // Recorded of tasks; of the others, which have the same settings, by analogy.
        Document job = caller.get("/jobs/j").json();
        assertThat(List.of(
                        at(caller.get("/pools/p").json(), "startTask"),
                        at(job, "jobManagerTask"),
                        at(job, "jobPreparationTask"),
                        at(job, "jobReleaseTask"),
                        caller.get("/jobs/j/tasks/t").json()))
                .allSatisfy(task -> assertThat(at(task, "containerSettings"))
                        .isEqualTo(json("{\"imageName\":\"ubuntu\",\"workingDirectory\":\"taskWorkingDirectory\"}")));
    }

    @Test
    void aScheduleOfWhichNothingWasSaidIsNotShown() {
        caller.post(
                "/jobschedules",
                "{\"id\":\"s\",\"schedule\":{},\"jobSpecification\":{\"poolInfo\":{\"poolId\":\"p\"}}}");

        assertThat(caller.get("/jobschedules/s").json().has("schedule")).isFalse();
    }

    @Test
    void aChangeOfTheJobsRetriesDoesNotReachItsTasks() {
        caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}");
        caller.post("/jobs/j/tasks", "{\"id\":\"t\",\"commandLine\":\"true\"}");

        caller.send("PATCH", "/jobs/j", "{\"constraints\":{\"maxTaskRetryCount\":3}}");

        assertThat(at(caller.get("/jobs/j/tasks/t").json(), "constraints").number("maxTaskRetryCount"))
                .contains(0L);
    }
}
