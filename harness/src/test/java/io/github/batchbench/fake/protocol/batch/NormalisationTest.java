package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what a client sends: checked by value, spelled as the service spells it, defaults filled in. */
class NormalisationTest {
    private static final String MACHINE = """
            "vmSize":"Standard_A1","virtualMachineConfiguration":{"nodeAgentSKUId":"batch.node.ubuntu 22.04",
             "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts"}%s}""";

    private final Service service = new Service();
    private final Caller caller = service.caller;

    @AfterEach
    void close() {
        service.close();
    }

    private Document pool(String more, String inMachine) {
        Caller.Result added = caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted(inMachine) + more + "}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return caller.get("/pools/p").json();
    }

    @Test
    void aPoolThatSaysNothingOfItsSizeHasNone() {
        Document pool = pool("", "");

        assertThat(pool.number("targetDedicatedNodes")).contains(0L);
        assertThat(pool.object("virtualMachineConfiguration")
                        .flatMap(machine -> machine.object("imageReference"))
                        .flatMap(image -> image.string("version")))
                .contains("latest");
    }

    @Test
    void enumsComeBackAsTheServiceSpellsThem() {
        Document pool = pool(
                ",\"taskSchedulingPolicy\":{\"nodeFillType\":\"pack\"},\"targetNodeCommunicationMode\":\"Classic\"",
                ",\"osDisk\":{\"caching\":\"readwrite\"},\"nodePlacementConfiguration\":{\"policy\":\"ZONAL\"}"
                        + ",\"securityProfile\":{\"securityType\":\"trustedLaunch\"}");
        Document machine = pool.object("virtualMachineConfiguration").orElseThrow();

        assertThat(pool.object("taskSchedulingPolicy")).contains(Document.of("nodeFillType", "Pack"));
        assertThat(pool.string("targetNodeCommunicationMode")).contains("classic");
        assertThat(machine.object("osDisk").flatMap(disk -> disk.string("caching")))
                .contains("ReadWrite");
        assertThat(machine.object("nodePlacementConfiguration")).contains(Document.of("policy", "Zonal"));
        assertThat(machine.object("securityProfile")).contains(Document.of("securityType", "trustedlaunch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "\"{\\\"a\\\":1}\""})
    void settingsOfAnExtensionAreAnObjectOrAText(String settings) {
        String extension = "{\"name\":\"e\",\"publisher\":\"p\",\"type\":\"t\",\"settings\":" + settings + "}";

        assertThat(pool("", ",\"extensions\":[" + extension + "]").toString()).contains("a");
    }

    @Test
    void secretsNeverComeBack() {
        String added = ",\"userAccounts\":[{\"name\":\"u\",\"password\":\"hidden\",\"elevationLevel\":\"ADMIN\"}]";
        String machine = ",\"containerConfiguration\":{\"type\":\"dockercompatible\",\"containerRegistries\":"
                + "[{\"username\":\"u\",\"password\":\"hidden\"}]}";

        Document pool = pool(added, machine);

        assertThat(pool.toString()).doesNotContain("hidden").contains("dockerCompatible");
        assertThat(pool.objects("userAccounts"))
                .containsExactly(Document.of("name", "u").with("elevationLevel", "admin"));
    }

    @Test
    void durationsComeBackInDays() {
        caller.post(
                "/jobs",
                "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"constraints\":{\"maxWallClockTime\":\"P3Y6M4DT12H30M5S\","
                        + "\"maxTaskRetryCount\":5},\"jobManagerTask\":{\"id\":\"m\",\"commandLine\":\"true\"}}");
        Document job = caller.get("/jobs/j").json();

        assertThat(job.object("constraints").flatMap(c -> c.string("maxWallClockTime")))
                .contains("P1279DT12H30M5S");
        assertThat(job.object("jobManagerTask")
                        .flatMap(manager -> manager.object("constraints"))
                        .flatMap(constraints -> constraints.number("maxTaskRetryCount")))
                .as("inherited")
                .contains(5L);
    }

    @Test
    void everyPropertyOfATaskComesBack() {
        caller.post(
                "/jobs",
                "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"onTaskFailure\":\"performExitOptionsJobAction\"}");
        caller.post("/jobs/j/tasks", """
                {"id":"t","displayName":"é","commandLine":"true","environmentSettings":[{"name":"A","value":"1"}],
                 "resourceFiles":[{"httpUrl":"https://example.org/a b","filePath":"a"}],
                 "outputFiles":[{"filePattern":"*.txt","destination":{"container":{"containerUrl":"https://example.org/c"}},
                  "uploadOptions":{"uploadCondition":"tasksuccess"}}],
                 "exitConditions":{"exitCodes":[{"code":1,"exitOptions":{"jobAction":"None"}}]},
                 "authenticationTokenSettings":{"access":["job"]},"affinityInfo":{"affinityId":"TVM:x"}}""");
        Caller.Result answer = caller.get("/jobs/j/tasks/t");
        Document task = answer.json();

        assertThat(answer.text()).contains("\"displayName\":\"\\u00e9\"");
        assertThat(task.objects("outputFiles").get(0).object("uploadOptions"))
                .contains(Document.of("uploadCondition", "TaskSuccess"));
        assertThat(task.properties())
                .containsKeys(
                        "environmentSettings",
                        "resourceFiles",
                        "exitConditions",
                        "authenticationTokenSettings",
                        "affinityInfo");
        assertThat(task.object("userIdentity").flatMap(user -> user.object("autoUser")))
                .contains(Document.of("scope", "pool").with("elevationLevel", "nonadmin"));
        assertThat(List.copyOf(task.properties().keySet()).subList(1, 7))
                .containsExactly("id", "displayName", "url", "eTag", "creationTime", "lastModified");
    }

    @Test
    void countsAndJobsHaveTheShapeOfTheVersion() {
        caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}");

        assertThat(caller.get("/jobs/j/taskcounts").json().properties())
                .containsOnlyKeys("odata.metadata", "taskCounts", "taskSlotCounts");
        assertThat(caller.version("2020-09-01.12.0").get("/jobs/j").json().has("maxParallelTasks"))
                .isFalse();
        assertThat(caller.version("2021-06-01.14.0").get("/jobs/j").json().has("maxParallelTasks"))
                .isTrue();
    }

    @Test
    void retiredPropertiesAreTakenUntilTheirLastVersion() {
        String pool = "{\"id\":\"old\",\"vmSize\":\"small\",\"cloudServiceConfiguration\":{\"osFamily\":\"4\"}}";

        assertThat(caller.post("/pools", pool).code()).isEqualTo("InvalidRequestBody");
        assertThat(caller.version("2024-02-01.19.0").post("/pools", pool).status())
                .isEqualTo(201);
        assertThat(caller.get("/pools/old").json().has("cloudServiceConfiguration"))
                .isFalse();
        assertThat(caller.version("2024-02-01.19.0").get("/pools/old").json().object("cloudServiceConfiguration"))
                .contains(Document.of("osFamily", "4").with("osVersion", "*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"a b\"                                   | InvalidPropertyValue | PropertyName=id",
                "\"id\":\"\"                                      | InvalidPropertyValue | PropertyName=id",
                "\"resizeTimeout\":\"PT4M\"                       | InvalidPropertyValue | PropertyName=resizeTimeout",
                "\"resizeTimeout\":\"P1W\"                       | InvalidPropertyValue | PropertyName=resizeTimeout",
                "\"resizeTimeout\":\"soon\"                       | InvalidPropertyValue | PropertyName=resizeTimeout",
                "\"targetDedicatedNodes\":-1                      | InvalidPropertyValue | PropertyName=targetDedicatedNodes",
                "\"taskSlotsPerNode\":257                         | InvalidPropertyValue | PropertyName=taskSlotsPerNode",
                "\"taskSchedulingPolicy\":{\"nodeFillType\":\"x\"} | InvalidPropertyValue | PropertyName=nodeFillType",
                "\"startTask\":{}                                 | MissingRequiredProperty | PropertyName=commandLine",
                "\"enableAutoScale\":true                         | MissingRequiredProperty | PropertyName=autoScaleFormula",
                "\"autoScaleFormula\":\"$a=1\"                    | InvalidPropertyValue | PropertyName=autoScaleFormula",
                "\"enableAutoScale\":true,\"autoScaleFormula\":\"$a=\" | AutoScalingFormulaSyntaxError | Message=Line 1, Col 4: Unexpected token: end of formula",
                "\"applicationLicenses\":[\"maya\"]               | InvalidRequestBody | Reason=The property 'applicationLicenses' does not exist on type 'Microsoft.Azure.Batch.Protocol.Entities.PoolAddParameter'. Make sure to only use property names that are defined by the type.",
                "\"networkConfiguration\":{\"subnetId\":\"/s\"}   | Forbidden | Reason=Property subnetId with value /s is not enabled for current account",
                "\"applicationPackageReferences\":[{\"applicationId\":\"nosuch\"}] | InvalidApplicationPackageReferences | nosuch=The specified application package does not exist.",
            })
    void wrongPoolsAreRefusedByName(String property, String code, String value) {
        String id = property.startsWith("\"id\"") ? "" : "\"id\":\"p\",";

        Caller.Result refused = caller.post("/pools", "{" + id + MACHINE.formatted("") + "," + property + "}");

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.values()).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"t\"}                                                | MissingRequiredProperty",
                "{\"id\":\"t\",\"commandLine\":\"x\",\"dependsOn\":{\"taskIds\":[\"a\"]}} | UnsupportedProperty",
                "{\"id\":\"t\",\"commandLine\":\"x\",\"resourceFiles\":[{\"httpUrl\":\"fake.url\",\"filePath\":\"f\"}]} | InvalidPropertyValue",
                "{\"id\":\"t\",\"commandLine\":\"x\",\"resourceFiles\":[{\"filePath\":\"f\"}]} | MissingRequiredProperty",
                "{\"id\":\"t\",\"commandLine\":\"x\",\"resourceFiles\":[{\"httpUrl\":\"http://a/b\"}]} | MissingRequiredProperty",
                "{\"id\":\"jobpreparation\",\"commandLine\":\"x\"}             | TaskIdSameAsJobPreparationTask",
                "{\"id\":\"t\",\"commandLine\":\"x\",\"constraints\":{\"maxTaskRetryCount\":-2}} | InvalidPropertyValue",
            })
    void aWrongTaskFailsAloneInACollection(String task, String code) {
        caller.post(
                "/jobs",
                "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"},\"jobPreparationTask\":{\"commandLine\":\"true\"}}");

        Caller.Result answer = caller.post(
                "/jobs/j/addtaskcollection", "{\"value\":[{\"id\":\"good\",\"commandLine\":\"true\"}," + task + "]}");

        assertThat(answer.status()).isEqualTo(200);
        List<Document> results = answer.json().objects("value");
        assertThat(results.get(0).string("status")).contains("Success");
        Document failed = results.get(1);
        assertThat(failed.string("status")).contains("ClientError");
        assertThat(failed.object("error").flatMap(error -> error.string("code")))
                .contains(code);
        assertThat(failed.properties().keySet())
                .containsExactly("error@odata.navigationLinkUrl", "error", "status", "taskId");
        assertThat(caller.post("/jobs/j/tasks", task).code()).isEqualTo(code);
    }

    @Test
    void aTaskThatIsThereFailsWithTaskExists() {
        caller.post("/jobs", "{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}");
        String task = "{\"id\":\"t\",\"commandLine\":\"true\"}";

        assertThat(caller.post("/jobs/j/tasks", task).status()).isEqualTo(201);
        assertThat(caller.post("/jobs/j/tasks", task.replace("\"t\"", "\"T\"")).code())
                .isEqualTo("TaskExists");
    }
}
