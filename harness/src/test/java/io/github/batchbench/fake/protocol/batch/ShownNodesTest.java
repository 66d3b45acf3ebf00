package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node shows that no client sent, by version; recorded. */
class ShownNodesTest {
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

    private static Document at(Document document, String... path) {
        Document found = document;
        for (String name : path) {
            found = found.object(name).orElseThrow(() -> new AssertionError("no " + name + " in " + document));
        }
        return found;
    }

    @Test
    void eachNatPoolIsAnEndpointOfEachNode() {
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", """
                ,"targetDedicatedNodes":1,"networkConfiguration":{"endpointConfiguration":{"inboundNATPools":[
                 {"name":"web","protocol":"udp","backendPort":64444,"frontendPortRangeStart":60000,"frontendPortRangeEnd":61000}]}}""") + "}");
        service.advance(Duration.ofMinutes(5));

        assertThat(endpoints("2022-01-01.15.0")).containsExactly("web.0 udp 60000 64444", "SSHRule.0 tcp 50000 22");
        assertThat(endpoints("2024-02-01.19.0")).containsExactly("web.0 udp 60000 64444", "ssh.0 tcp 50000 22");
        assertThat(endpoints("2024-07-01.20.0")).containsExactly("web.0 udp 60000 64444");
    }

    @Test
    void aNodeHasNoEndpointThatNobodyAskedForSince2024() {
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", ",\"targetDedicatedNodes\":1") + "}");
        service.advance(Duration.ofMinutes(5));

        Document node = caller.version("2025-06-01")
                .get("/pools/p/nodes")
                .json()
                .objects("value")
                .get(0);

        assertThat(node.has("endpointConfiguration")).isFalse();
        assertThat(endpoints("2023-05-01.17.0")).containsExactly("SSHRule.0 tcp 50000 22");
    }

    @Test
    void oneLogsInToALinuxNodeThroughTheNatPoolToRemoteDesktopToo() {
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", """
                ,"targetDedicatedNodes":1,"networkConfiguration":{"endpointConfiguration":{"inboundNATPools":[
                 {"name":"rule","protocol":"tcp","backendPort":3389,"frontendPortRangeStart":15000,"frontendPortRangeEnd":15100}]}}""") + "}");
        service.advance(Duration.ofMinutes(5));
        String node = caller.get("/pools/p/nodes")
                .json()
                .objects("value")
                .get(0)
                .string("id")
                .orElseThrow();

        Caller.Result login = caller.get("/pools/p/nodes/" + node + "/remoteloginsettings");

        assertThat(login.json().number("remoteLoginPort")).contains(15000L);
        assertThat(login.headers().first("DataServiceId"))
                .hasValueSatisfying(id -> assertThat(id).endsWith("/pools/p/nodes/" + node + "/remoteloginsettings"));
    }

    @Test
    void aNodeThatStartsAgainKeepsWhatItSaidOfItself() {
        caller.post("/pools", "{\"id\":\"p\"," + MACHINE.formatted("", ",\"targetDedicatedNodes\":1") + "}");
        service.advance(Duration.ofMinutes(5));
        String node = "/pools/p/nodes/"
                + caller.get("/pools/p/nodes")
                        .json()
                        .objects("value")
                        .get(0)
                        .string("id")
                        .orElseThrow();
        caller.post(node + "/deallocate", "{}");
        service.advance(Duration.ofMinutes(5));

        caller.post(node + "/start", "");

        Document starting = caller.get(node).json();
        assertThat(starting.string("state")).contains("starting");
        assertThat(starting.has("nodeAgentInfo")).isTrue();
        assertThat(starting.has("lastBootTime")).isTrue();
    }

    @Test
    void toAWindowsNodeOneLogsInByRemoteDesktop() {
        assertThat(caller.post("/pools", WINDOWS.formatted("")).status()).isEqualTo(201);
        service.advance(Duration.ofMinutes(5));

        assertThat(endpoints("2022-01-01.15.0")).containsExactly("SSHRule.0 tcp 50000 3389");
    }

    private List<String> endpoints(String version) {
        Document node = caller.version(version)
                .get("/pools/p/nodes")
                .json()
                .objects("value")
                .get(0);
        return at(node, "endpointConfiguration").objects("inboundEndpoints").stream()
                .map(endpoint -> endpoint.string("name").orElse("") + " "
                        + endpoint.string("protocol").orElse("") + " "
                        + endpoint.number("frontendPort").orElse(0L) + " "
                        + endpoint.number("backendPort").orElse(0L))
                .toList();
    }
}
