package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.api.ManagementPlane.Answer;
import io.github.batchbench.junit.BatchExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pools by Resource Manager: one store, two views. */
@Timeout(120)
class ManagedPoolsTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withLatencies("none", 0))
            .build();

    private static final String IDENTITY =
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me";

    /** Everything that a client can say of a pool of Linux machines, in Resource Manager's words. */
    private static final String ARM = """
            {"displayName":"Mine","vmSize":"standard_d2s_v3",
             "deploymentConfiguration":{"virtualMachineConfiguration":{
               "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts","version":"latest"},
               "nodeAgentSkuId":"batch.node.ubuntu 22.04",
               "dataDisks":[{"lun":0,"caching":"ReadOnly","diskSizeGB":10,"storageAccountType":"Premium_LRS"}],
               "diskEncryptionConfiguration":{"targets":["TemporaryDisk"]},
               "nodePlacementConfiguration":{"policy":"Zonal"},
               "containerConfiguration":{"type":"DockerCompatible","containerRegistries":[
                 {"registryServer":"registry.example","username":"ann","password":"Tr0ub4dor&3x"}]},
               "osDisk":{"ephemeralOSDiskSettings":{"placement":"CacheDisk"}}}},
             "scaleSettings":{"fixedScale":{"targetDedicatedNodes":1,"targetLowPriorityNodes":2,"resizeTimeout":"PT8M"}},
             "interNodeCommunication":"Enabled",
             "networkConfiguration":{"dynamicVnetAssignmentScope":"none",
               "endpointConfiguration":{"inboundNatPools":[{"name":"ssh","protocol":"TCP","backendPort":12001,
                 "frontendPortRangeStart":15000,"frontendPortRangeEnd":15100,
                 "networkSecurityGroupRules":[{"priority":150,"access":"Allow","sourceAddressPrefix":"*","sourcePortRanges":["22"]}]}]},
               "publicIPAddressConfiguration":{"provision":"BatchManaged"},"enableAcceleratedNetworking":false},
             "taskSlotsPerNode":2,"taskSchedulingPolicy":{"nodeFillType":"Pack"},
             "userAccounts":[{"name":"ann","password":"Tr0ub4dor&3x","elevationLevel":"NonAdmin","linuxUserConfiguration":{"uid":1001,"gid":1001}}],
             "metadata":[{"name":"a","value":"b"}],
             "startTask":{"commandLine":"/bin/true","resourceFiles":[{"httpUrl":"http://127.0.0.1/x","filePath":"x","fileMode":"0644"}],
               "environmentSettings":[{"name":"N","value":"V"}],"userIdentity":{"autoUser":{"scope":"Pool","elevationLevel":"Admin"}},
               "maxTaskRetryCount":1,"waitForSuccess":false},
             "targetNodeCommunicationMode":"Simplified"}""";

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
    void whatIsSaidOfAPoolIsShownInTheSameWordsAndInThoseOfTheDataPlane() throws Exception {
        Answer made = plane.put(
                path("/p"),
                "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\"" + IDENTITY
                        + "\":{}}},\"properties\":" + ARM + "}");
        assertThat(made.raw().body()).doesNotContain("Tr0ub4dor").doesNotContain("\"error\"");

        Map<String, String> sent = flat(new ObjectMapper().readTree(ARM));
        // Recorded: sizes come back in capitals.
        sent.computeIfPresent("/vmSize", (name, size) -> size.toUpperCase(Locale.ROOT));
        sent.keySet().removeIf(name -> name.endsWith("/password"));
        assertThat(flat(made.json().at("/properties")))
                .containsAllEntriesOf(sent)
                .allSatisfy((name, value) -> assertThat(name).doesNotEndWith("/password"));
        assertThat(made.json().at("/identity/userAssignedIdentities").has(IDENTITY))
                .isTrue();
        assertThat(made.header("ETag"))
                .isEqualTo(made.json().at("/etag").asText())
                .startsWith("W/\"0x");

        JsonNode data = data("/pools/p");
        assertThat(data.at("/virtualMachineConfiguration/nodeAgentSKUId").asText())
                .isEqualTo("batch.node.ubuntu 22.04");
        assertThat(data.at("/virtualMachineConfiguration/dataDisks/0/caching").asText())
                .isEqualTo("readonly");
        assertThat(data.at("/enableInterNodeCommunication").asBoolean()).isTrue();
        assertThat(data.at("/networkConfiguration/endpointConfiguration/inboundNATPools/0/protocol")
                        .asText())
                .isEqualTo("tcp");
        assertThat(data.at("/startTask/userIdentity/autoUser/elevationLevel").asText())
                .isEqualTo("admin");
        assertThat(data.at("/targetLowPriorityNodes").asInt()).isEqualTo(2);
        assertThat(data.at("/resizeTimeout").asText()).isEqualTo("PT8M");
        assertThat(data.at("/identity/userAssignedIdentities/0/resourceId").asText())
                .isEqualTo(IDENTITY);
        assertThat(made.header("ETag")).contains(data.at("/eTag").asText());
    }

    @Test
    void theSamePoolMadeByTheDataPlaneLooksTheSame() throws Exception {
        plane.put(path("/one"), "{\"properties\":" + ARM + "}");
        String copy = "{\"id\":\"two\",\"displayName\":\"Mine\",\"vmSize\":\"standard_d2s_v3\"," + DATA;
        Answer made = dataPlane().post(azure.batchEndpoint() + "/pools?api-version=2024-07-01.20.0", copy);
        assertThat(made.raw().body()).isEmpty();

        assertThat(steady(plane.get(path("/two")).json()))
                .isEqualTo(steady(plane.get(path("/one")).json()));
        assertThat(steady(data("/pools/two"))).isEqualTo(steady(data("/pools/one")));
    }

    /** The same in the data plane's words. */
    private static final String DATA = """
             "virtualMachineConfiguration":{
               "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts","version":"latest"},
               "nodeAgentSKUId":"batch.node.ubuntu 22.04",
               "dataDisks":[{"lun":0,"caching":"readonly","diskSizeGB":10,"storageAccountType":"premium_lrs"}],
               "diskEncryptionConfiguration":{"targets":["temporarydisk"]},
               "nodePlacementConfiguration":{"policy":"zonal"},
               "containerConfiguration":{"type":"dockerCompatible","containerRegistries":[
                 {"registryServer":"registry.example","username":"ann","password":"Tr0ub4dor&3x"}]},
               "osDisk":{"ephemeralOSDiskSettings":{"placement":"cachedisk"}}},
             "targetDedicatedNodes":1,"targetLowPriorityNodes":2,"resizeTimeout":"PT8M",
             "enableInterNodeCommunication":true,
             "networkConfiguration":{"dynamicVNetAssignmentScope":"none",
               "endpointConfiguration":{"inboundNATPools":[{"name":"ssh","protocol":"tcp","backendPort":12001,
                 "frontendPortRangeStart":15000,"frontendPortRangeEnd":15100,
                 "networkSecurityGroupRules":[{"priority":150,"access":"allow","sourceAddressPrefix":"*","sourcePortRanges":["22"]}]}]},
               "publicIPAddressConfiguration":{"provision":"batchmanaged"},"enableAcceleratedNetworking":false},
             "taskSlotsPerNode":2,"taskSchedulingPolicy":{"nodeFillType":"pack"},
             "userAccounts":[{"name":"ann","password":"Tr0ub4dor&3x","elevationLevel":"nonadmin","linuxUserConfiguration":{"uid":1001,"gid":1001}}],
             "metadata":[{"name":"a","value":"b"}],
             "startTask":{"commandLine":"/bin/true","resourceFiles":[{"httpUrl":"http://127.0.0.1/x","filePath":"x","fileMode":"0644"}],
               "environmentSettings":[{"name":"N","value":"V"}],"userIdentity":{"autoUser":{"scope":"pool","elevationLevel":"admin"}},
               "maxTaskRetryCount":1,"waitForSuccess":false},
             "targetNodeCommunicationMode":"simplified"}""";

    /** All of it but names and times. */
    private static Map<String, String> steady(JsonNode pool) {
        Map<String, String> all = flat(pool);
        all.keySet().removeIf(path -> path.matches("/(id|name|etag|eTag|url)|.*([tT]ime|lastModified)$"));
        return all;
    }

    @Test
    void sizesAndFormulasAreChanged() {
        plane.put(path("/p"), "{\"properties\":" + ARM + "}");

        JsonNode bigger = plane.patch(
                        path("/p"),
                        "{\"properties\":{\"scaleSettings\":{\"fixedScale\":{\"targetDedicatedNodes\":3,\"nodeDeallocationOption\":\"TaskCompletion\"}}}}")
                .json();
        assertThat(bigger.at("/properties/scaleSettings/fixedScale/targetDedicatedNodes")
                        .asInt())
                .isEqualTo(3);
        assertThat(bigger.at("/properties/scaleSettings/fixedScale/targetLowPriorityNodes")
                        .asInt())
                .isEqualTo(2);
        assertThat(plane.post(path("/p/stopResize"), "").status()).isEqualTo(200);

        JsonNode scaled = plane.patch(
                        path("/p"),
                        "{\"properties\":{\"scaleSettings\":{\"autoScale\":{\"formula\":\"$TargetDedicatedNodes=1\",\"evaluationInterval\":\"PT5M\"}}}}")
                .json();
        assertThat(scaled.at("/properties/scaleSettings/autoScale/evaluationInterval")
                        .asText())
                .isEqualTo("PT5M");
        assertThat(scaled.at("/properties/scaleSettings/fixedScale").isMissingNode())
                .isTrue();

        JsonNode fixed = plane.post(path("/p/disableAutoScale"), "").json();
        assertThat(fixed.at("/properties/scaleSettings/autoScale").isMissingNode())
                .isTrue();
        assertThat(plane.patch(path("/p"), "{\"properties\":{\"metadata\":[{\"name\":\"c\",\"value\":\"d\"}]}}")
                        .json()
                        .at("/properties/metadata/0/name")
                        .asText())
                .isEqualTo("c");
        // A client that sends back what it got changes nothing by it.
        assertThat(plane.patch(path("/p"), plane.get(path("/p")).raw().body()).status())
                .isEqualTo(200);
    }

    @Test
    void startTasksIdentitiesAndTagsAreTakenAway() throws Exception {
        String withIdentity =
                "{\"tags\":{\"a\":\"b\"},\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\""
                        + IDENTITY + "\":{}}},\"properties\":" + ARM + "}";
        plane.put(path("/p"), "{\"properties\":" + ARM + "}");

        JsonNode identified = plane.put(path("/p"), withIdentity).json();
        assertThat(identified.at("/identity/userAssignedIdentities").has(IDENTITY))
                .isTrue();
        assertThat(identified.at("/tags/a").asText()).isEqualTo("b");
        assertThat(data("/pools/p").has("tags")).isFalse();

        JsonNode bare = plane.patch(path("/p"), "{\"identity\":{\"type\":\"None\"},\"properties\":{\"startTask\":{}}}")
                .json();
        assertThat(bare.has("identity")).isFalse();
        assertThat(bare.at("/properties").has("startTask")).isFalse();
        assertThat(data("/pools/p").has("startTask")).isFalse();
        assertThat(plane.patch(path("/p"), "{\"properties\":{\"targetDedicatedNodes\":1}}")
                        .code())
                .isEqualTo("InvalidRequestBody");
    }

    @Test
    void listsAreFilteredSelectedAndPaged() {
        for (String pool : List.of("one", "two", "three")) {
            plane.put(path("/" + pool), "{\"properties\":" + ARM + "}");
        }
        String all = path("") + "?api-version=" + ManagementPlane.VERSION;

        JsonNode first = plane.get(all + "&maxresults=2").json();
        assertThat(names(first)).containsExactly("one", "three");
        assertThat(names(plane.get(first.at("/nextLink").asText()).json())).containsExactly("two");
        assertThat(names(plane.get(all + "&%24filter=startswith(name,%20%27t%27)")
                        .json()))
                .containsExactly("three", "two");
        assertThat(names(plane.get(all + "&%24filter=properties/vmSize%20eq%20%27standard_d4s_v3%27")
                        .json()))
                .isEmpty();
        JsonNode selected = plane.get(all + "&%24select=properties/vmSize,properties/displayName")
                .json()
                .at("/value/0");
        assertThat(selected.at("/properties").size()).isEqualTo(2);
        assertThat(selected.at("/name").asText()).isEqualTo("one");
        assertThat(plane.get(all + "&%24select=properties/none").code()).isEqualTo("InvalidQueryParameterValue");
        assertThat(plane.get(all + "&maxresults=0").code()).isEqualTo("InvalidQueryParameterValue");
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.at("/value").forEach(item -> names.add(item.at("/name").asText()));
        return names;
    }

    @Test
    void conditionsAndRefusalsAreInResourceManagersForm() {
        Answer made = plane.put(path("/p"), "{\"properties\":" + ARM + "}");
        String etag = made.header("ETag");

        assertThat(plane.send("PUT", path("/p"), "{\"properties\":" + ARM + "}", "If-None-Match", "*")
                        .code())
                .isEqualTo("PoolExists");
        assertThat(plane.send("PATCH", path("/p"), "{\"properties\":{\"metadata\":[]}}", "If-Match", "W/\"0x1\"")
                        .status())
                .isEqualTo(412);
        assertThat(plane.send("PATCH", path("/p"), "{\"properties\":{\"metadata\":[]}}", "If-Match", etag)
                        .status())
                .isEqualTo(200);
        assertThat(plane.get(path("/none")).code()).isEqualTo("PoolNotFound");
        assertThat(plane.put(path("/q"), "{\"properties\":{\"vmSize\":\"huge\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(plane.put(path("/q"), "{\"properties\":{\"odd\":1}}")
                        .json()
                        .at("/error/details/0/message")
                        .asText())
                .contains("odd");

        Answer leaving = plane.delete(path("/p"));
        assertThat(leaving.status()).isEqualTo(202);
        assertThat(leaving.header("Location")).contains("/poolOperationResults/delete-p?");
        assertThat(plane.get(leaving.header("Location")).status()).isEqualTo(200);
        assertThat(plane.delete(path("/p")).status()).isEqualTo(204);
    }

    private String path(String below) {
        return plane.account(azure.batchAccount(), "/pools" + below);
    }

    private ManagementPlane dataPlane() {
        return new ManagementPlane(azure, azure.authority().token("https://batch.core.windows.net/"));
    }

    private JsonNode data(String path) {
        return dataPlane()
                .get(azure.batchEndpoint() + path + "?api-version=2024-07-01.20.0")
                .json();
    }

    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> all = new TreeMap<>();
        flatten("", node, all);
        return all;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> all) {
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), all));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "/" + i, node.get(i), all);
            }
        } else {
            all.put(path, node.asText());
        }
    }
}
