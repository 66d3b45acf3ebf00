package io.github.batchbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.AccountConfiguration;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.junit.BatchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Asks the account of this run and the fake the same questions, and prints a table of the answers with those that differ
 * marked. On a live account that is news, not a failure: whoever reads it mends the fake. It is also written to
 * {@code target/calibration.md}.
 */
@BatchTest
@Tag("live")
@EnabledIfSystemProperty(
        named = "batchbench.target",
        matches = "live",
        disabledReason = "the fake compared with itself says nothing")
class CalibrationTest {
    private static final Path TABLE = Path.of("target", "calibration.md");

    @Test
    void asksWhatDiffersBetweenTheFakeAndThisAccount(AzureAccount account, BatchClient batch, BatchWorkflow workflow)
            throws IOException {
        assertThat(account.batchEndpoint())
                .as("a live run must be on the account that the settings name")
                .isEqualTo(AccountConfiguration.ofThisProcess()
                        .account()
                        .orElseThrow()
                        .batchEndpoint());
        Map<String, String> here = new LinkedHashMap<>(free(batch));
        here.putAll(NodeProbes.answers(workflow));
        Map<String, String> fake = new LinkedHashMap<>();
        try (FakeAzure azure = FakeAzure.start()) {
            BatchClient client = BatchClients.open(OfflineAccount.of(azure));
            fake.putAll(free(client));
            fake.putAll(NodeProbes.answers(OfflineAccount.workflow(azure)));
            client.protocolLayer().restClient().close();
        }

        String table = table(here, fake);
        System.out.println(table);
        Files.createDirectories(TABLE.toAbsolutePath().getParent());
        Files.writeString(TABLE, table);

        assertThat(here).containsOnlyKeys(fake.keySet());
    }

    private static Map<String, String> free(BatchClient batch) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Probe probe : FreeProbes.ALL) {
            answers.put(probe.title(), probe.answer(batch, "bb-probe-" + UUID.randomUUID()));
        }
        return answers;
    }

    private static String table(Map<String, String> here, Map<String, String> fake) {
        StringBuilder text = new StringBuilder("| | question | this account | the fake |\n|---|---|---|---|\n");
        int differ = 0;
        for (Map.Entry<String, String> answer : here.entrySet()) {
            String other = fake.getOrDefault(answer.getKey(), "not asked");
            boolean same = other.equals(answer.getValue());
            differ += same ? 0 : 1;
            text.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            same ? "" : "!",
                            answer.getKey(),
                            cell(answer.getValue()),
                            same ? "the same" : cell(other)));
        }
        return text.append("\n%d of %d answers differ.\n".formatted(differ, here.size()))
                .toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
