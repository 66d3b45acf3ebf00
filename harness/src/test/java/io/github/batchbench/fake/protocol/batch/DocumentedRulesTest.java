package io.github.batchbench.fake.protocol.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.ValidationRule;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits that the specification of 2025-06-01 has in words, between several properties or with what is there already. */
class DocumentedRulesTest {
    private static final String NAT =
            "{\"name\":\"%s\",\"protocol\":\"tcp\",\"backendPort\":%d,\"frontendPortRangeStart\":%d,\"frontendPortRangeEnd\":%d%s}";

    private final Service service = new Service();
    private final Caller caller = service.caller.version(ApiVersion.CURRENT.text());

    @AfterEach
    void close() {
        service.close();
    }

    private static String pool(String machine, String rest) {
        return """
                {"id":"p","vmSize":"Standard_D2ds_v5","virtualMachineConfiguration":{"nodeAgentSKUId":"batch.node.ubuntu 24.04",
                 "imageReference":{"publisher":"canonical","offer":"ubuntu-24_04-lts","sku":"server"}%s}%s}""".formatted(machine, rest);
    }

    private static String network(String natPools) {
        return ",\"networkConfiguration\":{\"endpointConfiguration\":{\"inboundNATPools\":[" + natPools + "]}}";
    }

    private static String natPools(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NAT.formatted("n" + i, 1000 + i, 20_000 + 100 * i, 20_099 + 100 * i, ""))
                .collect(Collectors.joining(","));
    }

    private static String rules(int count, int step) {
        return ",\"networkSecurityGroupRules\":["
                + IntStream.range(0, count)
                        .mapToObj(i -> "{\"priority\":" + (150 + step * i)
                                + ",\"access\":\"allow\",\"sourceAddressPrefix\":\"*\"}")
                        .collect(Collectors.joining(","))
                + "]";
    }

    private void refused(String pool, String property) {
        Caller.Result answer = caller.post("/pools", pool);
        assertThat(answer.status()).as(pool).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidPropertyValue");
        assertThat(answer.text()).contains("\"" + property + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "-x, 1000, 20000, 20099, name",
        "x-, 1000, 20000, 20099, name",
        "a b, 1000, 20000, 20099, name",
        "x, 29876, 20000, 20099, backendPort",
        "x, 29877, 20000, 20099, backendPort",
        "x, 1000, 20000, 20038, frontendPortRangeStart",
        "x, 1000, 20099, 20000, frontendPortRangeStart",
        "x, 1000, 49990, 50050, frontendPortRangeStart",
        "x, 1000, 54990, 55050, frontendPortRangeStart",
    })
    void aNatPoolThatCannotBeIsRefused(String name, int backend, int first, int last, String property) {
        refused(pool("", network(NAT.formatted(name, backend, first, last, ""))), property);
    }

    @ParameterizedTest
    @CsvSource({
        "m, 1001, 20050, 20149, frontendPortRangeStart",
        "m, 1000, 21000, 21099, backendPort",
        "n0, 1001, 21000, 21099, name",
    })
    void natPoolsShareNothing(String name, int backend, int first, int last, String property) {
        refused(pool("", network(natPools(1) + "," + NAT.formatted(name, backend, first, last, ""))), property);
    }

    @Test
    void thereAreFiveNatPoolsAtMostAndTwentyFiveRulesOfPrioritiesOfTheirOwn() {
        refused(pool("", network(natPools(6))), "inboundNATPools");
        refused(pool("", network(NAT.formatted("n", 1, 1, 99, rules(26, 1)))), "networkSecurityGroupRules");
        refused(pool("", network(NAT.formatted("n", 1, 1, 99, rules(2, 0)))), "priority");

        String most = natPools(4) + "," + NAT.formatted("n.4_", 22, 55_001, 55_040, rules(25, 1));
        assertThat(caller.post("/pools", pool("", network(most))).status()).isEqualTo(201);
    }

    @Test
    void aPoolWithoutPublicAddressesHasNoNatPools() {
        refused(
                pool(
                        "",
                        network(natPools(1))
                                .replace(
                                        "{\"endpointConfiguration\"",
                                        "{\"publicIPAddressConfiguration\":{\"provision\":\"NoPublicIPAddresses\"},"
                                                + "\"endpointConfiguration\"")),
                "inboundNATPools");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lun     | ,\"dataDisks\":[{\"lun\":64,\"diskSizeGB\":1}]",
                "lun     | ,\"dataDisks\":[{\"lun\":3,\"diskSizeGB\":1},{\"lun\":3,\"diskSizeGB\":1}]",
                "imds    | ,\"securityProfile\":{\"proxyAgentSettings\":{\"imds\":{\"mode\":\"Block\"}}}",
            })
    void aMachineThatCannotBeIsRefused(String property, String machine) {
        Caller.Result answer = caller.post("/pools", pool(machine, ""));

        assertThat(answer.code()).isEqualTo("InvalidPropertyValue");
        assertThat(answer.text()).contains(property.equals("imds") ? "mode" : property);
    }

    @Test
    void aKeyOfOnesOwnIsForTheDiskOfTheSystemToo() {
        String key =
                "\"customerManagedKey\":{\"keyUrl\":\"https://v/keys/k/1\",\"identityReference\":{\"resourceId\":\"/i\"}}";

        try (Service lenient = new Service(new Strictness(Set.of(ValidationRule.POOL_IDENTITIES)))) {
            Caller.Result answer = lenient.caller
                    .version(ApiVersion.CURRENT.text())
                    .post(
                            "/pools",
                            pool(",\"diskEncryptionConfiguration\":{\"targets\":[\"temporarydisk\"]," + key + "}", ""));

            assertThat(answer.code()).isEqualTo("InvalidPropertyValue");
            assertThat(answer.text()).contains("targets");
        }
    }

    @Test
    void usersHaveNamesOfTwentyCharactersAtMostAndBothIdsOrNeither() {
        refused(pool("", ",\"userAccounts\":[{\"name\":\"" + "u".repeat(21) + "\",\"password\":\"p\"}]"), "name");
        for (String id : new String[] {"uid", "gid"}) {
            Caller.Result answer = caller.post(
                    "/pools",
                    pool(
                            "",
                            ",\"userAccounts\":[{\"name\":\"u\",\"password\":\"p\",\"linuxUserConfiguration\":{\"" + id
                                    + "\":5}}]"));
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"displayName\":\"x\"",
                "\"vmSize\":\"standard_d4s_v3\"",
                "\"taskSlotsPerNode\":2",
                "\"taskSchedulingPolicy\":{\"nodeFillType\":\"pack\"}",
                "\"networkConfiguration\":{\"dynamicVNetAssignmentScope\":\"none\"}",
                "\"upgradePolicy\":{\"mode\":\"manual\"}",
            })
    void whatNodesAreMadeOfIsChangedWhileThereAreNone(String property) {
        caller.post("/pools", pool("", ",\"targetDedicatedNodes\":1"));
        service.advance(Duration.ofMinutes(3));
        String patch = "{" + property + "}";

        Caller.Result refused = caller.send("PATCH", "/pools/p", patch);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("OperationInvalidForCurrentState");
        assertThat(caller.send("PATCH", "/pools/p", "{\"metadata\":[{\"name\":\"a\",\"value\":\"b\"}]}")
                        .status())
                .isEqualTo(200);
        assertThat(caller.send("PATCH", "/pools/p", "{\"vmSize\":\"standard_d2ds_v5\"}")
                        .status())
                .as("the same size")
                .isEqualTo(200);

        caller.post("/pools/p/resize", "{\"targetDedicatedNodes\":0}");
        service.advance(Duration.ofMinutes(3));
        assertThat(caller.send("PATCH", "/pools/p", patch).status()).isEqualTo(200);
    }

    @Test
    void whatATaskDependsOnIsNamedInSixtyFourThousandCharacters() {
        caller.post("/jobs", "{\"id\":\"j\",\"usesTaskDependencies\":true,\"poolInfo\":{\"poolId\":\"p\"}}");
        String ids = IntStream.range(0, 1000)
                .mapToObj("%064d"::formatted)
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        String task = "{\"id\":\"%s\",\"commandLine\":\"true\",\"dependsOn\":{\"taskIds\":%s}}";

        assertThat(caller.post("/jobs/j/tasks", task.formatted("t", ids)).status())
                .isEqualTo(201);
        assertThat(caller.post("/jobs/j/tasks", task.formatted("u", ids.replace("]", ",\"x\"]")))
                        .code())
                .isEqualTo("TaskDependencyListTooLong");
    }

    @Test
    void aJobThatEndsWithItsTasksStaysOne() {
        caller.post("/jobs", "{\"id\":\"j\",\"onAllTasksComplete\":\"terminatejob\",\"poolInfo\":{\"poolId\":\"p\"}}");

        assertThat(caller.send("PATCH", "/jobs/j", "{\"onAllTasksComplete\":\"noaction\"}")
                        .code())
                .isEqualTo("InvalidPropertyValue");
        assertThat(caller.send("PUT", "/jobs/j", "{\"poolInfo\":{\"poolId\":\"p\"}}")
                        .code())
                .isEqualTo("InvalidPropertyValue");
        assertThat(caller.send("PATCH", "/jobs/j", "{\"onAllTasksComplete\":\"terminatejob\",\"priority\":5}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNodeIsStartingAsSoonAsItIsToStart() {
        caller.post("/pools", pool("", ",\"targetDedicatedNodes\":1"));
        service.advance(Duration.ofMinutes(3));
        String node = "/pools/p/nodes/"
                + caller.get("/pools/p/nodes")
                        .json()
                        .objects("value")
                        .get(0)
                        .string("id")
                        .orElseThrow();
        for (String[] step : new String[][] {
            {"deallocate", "deallocating", "deallocated"},
            {"start", "starting", "idle"},
            {"reboot", "rebooting", "idle"}
        }) {
            assertThat(caller.post(node + "/" + step[0], "").status()).isEqualTo(202);
            assertThat(state(node)).isEqualTo(step[1]);
            service.advance(Duration.ofMinutes(3));
            assertThat(state(node)).isEqualTo(step[2]);
        }
    }

    private String state(String node) {
        Document shown = caller.get(node).json();
        return shown.string("state").orElseThrow();
    }
}
