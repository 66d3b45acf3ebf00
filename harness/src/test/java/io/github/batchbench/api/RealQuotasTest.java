package io.github.batchbench.api;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.batch.AccountQuotas;
import io.github.batchbench.azure.model.AccountQuota;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workflow that asks Resource Manager, by the management SDK, what the account has room for. */
@Timeout(120)
class RealQuotasTest {
    private final FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withHttps());
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        azure.close();
    }

    private BatchWorkflow workflow() {
        return OfflineAccount.workflow(azure)
                .input("a", "x")
                .task(input -> TaskCommand.shell("true"))
                .quota(Quota.UNKNOWN)
                .management(OfflineAccount.management(azure))
                .listener(new WorkflowListener() {
                    @Override
                    public void accountQuota(AccountQuota quota) {
                        told.add(quota.toString());
                    }

                    @Override
                    public void warning(String text) {
                        told.add(text);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "core-quota=3                           | 2 | 0 | 0 dedicated cores of the 3 it may have, and this run needs 4",
                "low-priority-core-quota=1              | 0 | 1 | 0 spot cores of the 1 it may have, and this run needs 2",
                "family-core-quota=standardDSv3Family:2 | 2 | 0 | 0 dedicated cores of standardDSv3Family of the 2 it may",
                "family-core-quota=standardFSFamily:9   | 1 | 0 | 0 dedicated cores of standardDSv3Family of the 0 it may",
                "pool-quota=0                           | 1 | 0 | 0 pools of the 0 it may have",
                "job-quota=0                            | 1 | 0 | 0 active jobs and job schedules of the 0 it may have"
            })
    void refusesWhatTheAccountHasNoRoomFor(String fault, int dedicated, int spot, String message) {
        azure.faults().switchOn(fault);

        assertThatThrownBy(workflow().nodes(dedicated, spot)::run)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(message);
    }

    @Test
    void countsTheCoresThatPoolsHaveAlready() throws Exception {
        azure.faults().switchOn("core-quota=7");
        BatchClient batch = BatchClients.open(OfflineAccount.of(azure));
        batch.poolOperations().createPool("there", "STANDARD_D4S_V3", Ubuntu.machine(), 1, 0);
        batch.protocolLayer().restClient().close();

        assertThatThrownBy(workflow().nodes(2)::run)
                .hasMessageContaining("The account has 4 dedicated cores of the 7 it may have, and this run needs 4.");
        assertThat(workflow().nodes(1).run()).allTasksSucceeded();
        assertThat(told)
                .containsOnly("500 pools, 1000 active jobs and job schedules, 7 dedicated cores and 10000 spot cores");
    }

    @Test
    void whatIsSaidCountsInPlaceOfWhatIsRead() {
        azure.faults().switchOn("pool-quota=1");
        azure.faults().switchOn("core-quota=2");

        assertThatThrownBy(workflow().quota(new Quota(0, null, null))::run).hasMessageContaining("pools of the 0");
        assertThatThrownBy(workflow().quota(new Quota(null, null, 1)).nodes(2)::run)
                .hasMessageContaining("The account has 0 nodes of the 1 it may have, and this run needs 2.");
    }

    @Test
    void goesOnWithAWarningWhereTheQuotasCannotBeRead() {
        AzureManagement other = OfflineAccount.management(azure);
        AzureManagement wrong = new AzureManagement(
                other.endpoint(), "00000000-0000-0000-0000-000000000000", other.credential(), other.trust());

        assertThat(workflow().management(wrong).run()).allTasksSucceeded();
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("The account's quotas are not known, so what it has room for is not checked: ")
                .contains("HTTP 404 SubscriptionNotFound");
    }

    @Test
    void saysThatTheAccountIsNotInTheSubscription() {
        try (FakeAzure other = FakeAzure.start(FakeAzureOptions.defaults().withHttps())) {
            assertThatThrownBy(() -> AccountQuotas.read(OfflineAccount.management(other), OfflineAccount.of(azure)))
                    .hasMessageContaining("has no Batch account at " + azure.batchEndpoint());
        }
    }

    @Test
    void tokensAreForHttpsOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AzureManagement(
                        URI.create("http://127.0.0.1:1"),
                        "s",
                        azure.management().credential()))
                .withMessageContaining("FakeAzureOptions.withHttps()");
        try (FakeAzure http = FakeAzure.start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OfflineAccount.batchManager(http))
                    .withMessageContaining("FakeAzureOptions.withHttps()");
        }
    }
}
