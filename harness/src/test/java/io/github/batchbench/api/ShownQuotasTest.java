package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.junit.BatchExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Resource Manager shows of an account's quotas is what the account goes by. */
@Timeout(60)
class ShownQuotasTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withHttps().withLatencies("none", 0))
            .build();

    private static JsonNode quotas(ManagementPlane plane, FakeAzure azure) {
        return plane.get(plane.account(azure.batchAccount(), "")).json().at("/properties");
    }

    private static JsonNode pool(ManagementPlane plane, FakeAzure azure, String size) {
        String path = plane.account(azure.batchAccount(), "/pools/" + size.replace('_', '-'));
        String body = "{\"properties\":{\"vmSize\":\"" + size + "\",\"deploymentConfiguration\":"
                + "{\"virtualMachineConfiguration\":{\"imageReference\":{\"publisher\":\"canonical\","
                + "\"offer\":\"0001-com-ubuntu-server-jammy\",\"sku\":\"22_04-lts\"},"
                + "\"nodeAgentSkuId\":\"batch.node.ubuntu 22.04\"}},\"scaleSettings\":{\"fixedScale\":"
                + "{\"targetDedicatedNodes\":9,\"targetLowPriorityNodes\":9}}}}";
        assertThat(plane.put(path, body).status()).isEqualTo(200);
        JsonNode found = plane.get(path).json().at("/properties");
        while (!found.at("/allocationState").asText().equals("Steady")) {
            Thread.onSpinWait();
            found = plane.get(path).json().at("/properties");
        }
        plane.delete(path);
        return found;
    }

    @Test
    void coresAreWhatAPoolGets(FakeAzure azure) {
        ManagementPlane plane = new ManagementPlane(azure);
        azure.faults().switchOn("core-quota=11");
        azure.faults().switchOn("low-priority-core-quota=5");
        azure.faults().switchOn("pool-quota=3");
        azure.faults().switchOn("job-quota=7");

        JsonNode shown = quotas(plane, azure);
        JsonNode pool = pool(plane, azure, "standard_d4s_v3");

        assertThat(shown.at("/dedicatedCoreQuota").asInt()).isEqualTo(11);
        assertThat(shown.at("/lowPriorityCoreQuota").asInt()).isEqualTo(5);
        assertThat(shown.at("/poolQuota").asInt()).isEqualTo(3);
        assertThat(shown.at("/activeJobAndJobScheduleQuota").asInt()).isEqualTo(7);
        assertThat(shown.at("/dedicatedCoreQuotaPerVMFamilyEnforced").asBoolean())
                .isFalse();
        assertThat(pool.at("/currentDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(pool.at("/currentLowPriorityNodes").asInt()).isEqualTo(1);
        assertThat(pool.at("/resizeOperationStatus/errors").findValuesAsText("code"))
                .containsExactly("AccountCoreQuotaReached", "AccountLowPriorityCoreQuotaReached");
    }

    @Test
    void soAreTheCoresOfAFamilyByTheNameThatTheSizesHave(FakeAzure azure) {
        ManagementPlane plane = new ManagementPlane(azure);
        JsonNode sizes = plane.get(plane.subscription("/providers/Microsoft.Batch/locations/eastus/virtualMachineSkus"))
                .json();
        String family = "";
        for (JsonNode size : sizes.at("/value")) {
            family = size.at("/name").asText().equals("Standard_D4s_v3")
                    ? size.at("/familyName").asText()
                    : family;
        }
        azure.faults().switchOn("family-core-quota=" + family + ":8");

        JsonNode shown = quotas(plane, azure);
        JsonNode pool = pool(plane, azure, "standard_d4s_v3");
        JsonNode other = pool(plane, azure, "standard_f2s_v2");

        assertThat(shown.at("/dedicatedCoreQuotaPerVMFamilyEnforced").asBoolean())
                .isTrue();
        assertThat(shown.at("/dedicatedCoreQuotaPerVMFamily/0/name").asText()).isEqualTo(family);
        assertThat(shown.at("/dedicatedCoreQuotaPerVMFamily/0/coreQuota").asInt())
                .isEqualTo(8);
        assertThat(pool.at("/currentDedicatedNodes").asInt()).isEqualTo(2);
        assertThat(other.at("/currentDedicatedNodes").asInt()).isZero();
        assertThat(other.at("/currentLowPriorityNodes").asInt()).isEqualTo(9);
        assertThat(other.at("/resizeOperationStatus/errors/0/code").asText())
                .isEqualTo("AccountVMSeriesCoreQuotaReached");
    }
}
