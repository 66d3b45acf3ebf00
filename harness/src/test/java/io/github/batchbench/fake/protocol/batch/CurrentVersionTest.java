package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** API 2025-06-01: what it has that older versions have not, and what it has no more. */
class CurrentVersionTest {
    private static final String MACHINE = """
            "vmSize":"Standard_D2ds_v5","virtualMachineConfiguration":{"nodeAgentSKUId":"batch.node.ubuntu 24.04",
             "imageReference":{"publisher":"canonical","offer":"ubuntu-24_04-lts","sku":"server"}%s}""";
    private static final String JOB = "{\"id\":\"job\",\"poolInfo\":{\"poolId\":\"pool\"},"
            + "\"jobPreparationTask\":{\"commandLine\":\"true\"}}";

    private final Service service = new Service();
    private final Caller caller = service.caller.version(ApiVersion.CURRENT.text());

    @AfterEach
    void close() {
        service.close();
    }

    private static List<Operation> operations() {
        return Operations.all().stream()
                .filter(operation -> operation.isIn(ApiVersion.CURRENT))
                .toList();
    }

    private Document get(String path) {
        Caller.Result answer = caller.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static Document at(Document document, String... path) {
        Document found = document;
        for (String name : path) {
            found = found.object(name).orElseThrow(() -> new AssertionError("no " + name + " in " + document));
        }
        return found;
    }

    private void pass() {
        service.advance(Duration.ofMinutes(3));
    }

    private static String path(Operation operation) {
        String path = operation.path().pattern().replace("\\Q", "").replace("\\E", "");
        return path.replace("(.+)", "nosuch").replace("([^/,()]+)", "nosuch");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachRefusesWhatItDoesNotKnow(Operation operation) {
        String path = path(operation);

        Caller.Result query = caller.send(operation.method(), path + "?colour=red", "");
        assertThat(query.status()).isEqualTo(400);
        if (!operation.method().equals("HEAD")) {
            assertThat(query.code()).isEqualTo("UnsupportedQueryParameter");
        }
        if (!operation.body().isEmpty()) {
            assertThat(caller.send(operation.method(), path, "{\"colour\":\"red\"}")
                            .code())
                    .isEqualTo("InvalidRequestBody");
        }
        if (path.contains("nosuch") && !operation.bodyRequired()) {
            Caller.Result missing = caller.send(operation.method(), path, "");
            assertThat(missing.status()).as(operation.id()).isEqualTo(404);
            if (!operation.method().equals("HEAD")) {
                assertThat(missing.code()).endsWith("NotFound");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificateReferences | []",
                "targetNodeCommunicationMode | \"simplified\"",
                "resourceTags | {\"a\":\"b\"}",
                "cloudServiceConfiguration | {\"osFamily\":\"4\"}",
                "applicationLicenses | [\"maya\"]",
            })
    void aPoolNoLongerHasWhatWasRemoved(String name, String value) {
        Caller.Result refused =
                caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("") + ",\"" + name + "\":" + value + "}");

        assertThat(refused.code()).isEqualTo("InvalidRequestBody");
        assertThat(refused.text()).contains("'" + name + "' does not exist on type");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /jobs/job?forceAfterSeconds=1",
        "DELETE, /jobschedules/s?forceAfterSeconds=1",
    })
    void forceIsAFlagNow(String method, String path) {
        assertThat(caller.send(method, path, "").code()).isEqualTo("UnsupportedQueryParameter");
        assertThat(service.caller.send(method, path, "").status()).as("in 2024").isEqualTo(404);
        assertThat(caller.post("/jobs/job/terminate", "{\"forceAfterSeconds\":1}")
                        .code())
                .isEqualTo("InvalidRequestBody");
    }

    @ParameterizedTest
    @CsvSource({"timeOut=60", "timeout=30", "TIMEOUT=1"})
    void aTimeOutMayBeSpelledAsClientsDo(String query) {
        assertThat(caller.get("/pools?" + query).status()).isEqualTo(200);
    }

    @Test
    void aContentTypeMayComeWithoutABody() {
        caller.post("/jobs", JOB);
        Caller typed = caller.with("Content-Type", "application/json; odata=minimalmetadata");

        assertThat(typed.post("/jobs/job/terminate", "").status()).isEqualTo(202);
    }

    @Test
    void aDualStackPoolHasAddressesOfBothKinds() {
        assertThat(caller.post("/pools", "{\"id\":\"dual\"," + MACHINE.formatted("") + """
                ,"targetDedicatedNodes":1,"networkConfiguration":{
                 "publicIPAddressConfiguration":{"ipFamilies":["IPv4","IPv6"],"ipTags":[{"ipTagType":"FirstPartyUsage","tag":"x"}]},
                 "endpointConfiguration":{"inboundNATPools":[{"name":"sshpool","protocol":"tcp","backendPort":22,
                  "frontendPortRangeStart":40000,"frontendPortRangeEnd":40500}]}}}""")
                        .status())
                .isEqualTo(201);
        pass();

        Document address = at(get("/pools/dual"), "networkConfiguration", "publicIPAddressConfiguration");
        assertThat(address.strings("ipFamilies")).containsExactly("IPv4", "IPv6");
        assertThat(address.objects("ipTags").get(0).string("tag")).contains("x");
        Document node = get("/pools/dual/nodes").objects("value").get(0);
        assertThat(node.string("ipv6Address")).contains("fd00::4");
        assertThat(at(node, "endpointConfiguration").objects("inboundEndpoints"))
                .extracting(endpoint -> endpoint.string("name").orElse(""))
                .containsExactly("sshpool.0", "sshpool-ipv6.0");
        Document login = get("/pools/dual/nodes/" + node.string("id").orElseThrow() + "/remoteloginsettings");
        assertThat(login.number("remoteLoginPort")).contains(40000L);
        assertThat(login.string("ipv6RemoteLoginIPAddress")).contains("fd00::4");
        assertThat(login.number("ipv6RemoteLoginPort")).contains(40000L);
        assertThat(service.caller
                        .get("/pools/dual/nodes")
                        .json()
                        .objects("value")
                        .get(0)
                        .has("ipv6Address"))
                .as("in 2024")
                .isFalse();
    }

    @Test
    void theMetadataSecurityProtocolIsKept() {
        Caller.Result added = caller.post(
                "/pools",
                "{\"id\":\"p\","
                        + MACHINE.formatted(
                                ",\"securityProfile\":{\"securityType\":\"trustedLaunch\",\"proxyAgentSettings\":{\"enabled\":true,"
                                        + "\"imds\":{\"mode\":\"Audit\"},\"wireServer\":{\"inVMAccessControlProfileReferenceId\":\"/g/v/1\"}}}")
                        + "}");

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        Document settings = at(get("/pools/p"), "virtualMachineConfiguration", "securityProfile", "proxyAgentSettings");
        assertThat(at(settings, "imds").string("mode")).contains("Audit");
        assertThat(at(settings, "wireServer").string("inVMAccessControlProfileReferenceId"))
                .contains("/g/v/1");
    }

    @Test
    void aDiskKeepsItsEncryptionSet() {
        assertThat(caller.post(
                                "/pools",
                                "{\"id\":\"pool\","
                                        + MACHINE.formatted(
                                                ",\"osDisk\":{\"managedDisk\":{\"diskEncryptionSet\":{\"id\":\"/des\"}}},"
                                                        + "\"dataDisks\":[{\"lun\":0,\"diskSizeGB\":1024,\"managedDisk\":{\"diskEncryptionSet\":{\"id\":\"/des\"}}}]")
                                        + "}")
                        .status())
                .isEqualTo(201);

        Document machine = at(get("/pools/pool"), "virtualMachineConfiguration");
        for (Document disk :
                List.of(at(machine, "osDisk"), machine.objects("dataDisks").get(0))) {
            assertThat(at(disk, "managedDisk").string("storageAccountType")).contains("standard_lrs");
            assertThat(at(disk, "managedDisk", "diskEncryptionSet").string("id"))
                    .contains("/des");
        }
        assertThat(at(get("/pools/pool"), "taskSchedulingPolicy").string("jobDefaultOrder"))
                .contains("none");
    }

    /** Two jobs of one priority, four tasks each, on a node of two slots. */
    @ParameterizedTest
    @CsvSource({"none, 1, 1", "creationtime, 2, 0", "CreationTime, 2, 0"})
    void jobsOfOnePriorityShareThePoolOrGoByTheirAge(String order, int ofTheOlder, int ofTheYounger) {
        caller.post(
                "/pools",
                "{\"id\":\"pool\"," + MACHINE.formatted("") + ",\"targetDedicatedNodes\":1,\"taskSlotsPerNode\":2,"
                        + "\"taskSchedulingPolicy\":{\"nodeFillType\":\"spread\",\"jobDefaultOrder\":\"" + order
                        + "\"}}");
        for (String job : List.of("older", "younger")) {
            caller.post("/jobs", "{\"id\":\"" + job + "\",\"poolInfo\":{\"poolId\":\"pool\"}}");
            service.advance(Duration.ofMillis(1));
            for (int task = 0; task < 4; task++) {
                caller.post("/jobs/" + job + "/tasks", "{\"id\":\"t" + task + "\",\"commandLine\":\"true\"}");
            }
        }
        service.advance(Duration.ofSeconds(30));

        assertThat(running("older")).isEqualTo(ofTheOlder);
        assertThat(running("younger")).isEqualTo(ofTheYounger);
        service.advance(Duration.ofMinutes(10));
        assertThat(running("older") + running("younger")).isZero();
    }

    private long running(String job) {
        return at(get("/jobs/" + job + "/taskcounts"), "taskCounts")
                .number("running")
                .orElse(-1L);
    }
}
