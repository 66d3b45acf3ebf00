package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import com.microsoft.azure.batch.protocol.models.EnvironmentSetting;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code serve} within this Java machine: what it lifts, and what it tells of. */
@Timeout(60)
class ServeCommandTest {
    private static final String SIZE_OF_TOMORROW = "standard_z9_v9";

    private final StringWriter err = new StringWriter();

    /** Does something with the account that is served. */
    private interface Use {
        void with(BatchClient batch) throws IOException;
    }

    @Test
    void aRuleIsLiftedByItsNameAndNoOther() throws Exception {
        serve(
                batch -> {
                    batch.poolOperations().createPool("p", SIZE_OF_TOMORROW, Ubuntu.machine(), 0);

                    assertThat(batch.poolOperations().getPool("p").vmSize()).isEqualTo(SIZE_OF_TOMORROW);
                    assertThatThrownBy(() -> batch.poolOperations()
                                    .createPool(
                                            "q",
                                            "standard_d2s_v3",
                                            Ubuntu.machine().withNodeAgentSKUId("batch.node.debian 99"),
                                            0))
                            .isInstanceOf(BatchErrorException.class)
                            .hasMessageContaining("400");
                },
                "--lenient",
                "vm-sizes");
    }

    @Test
    void withoutItTheSameIsRefused() throws Exception {
        serve(batch -> assertThatThrownBy(
                        () -> batch.poolOperations().createPool("p", SIZE_OF_TOMORROW, Ubuntu.machine(), 0))
                .isInstanceOfSatisfying(
                        BatchErrorException.class,
                        refused -> assertThat(refused.body().values())
                                .anyMatch(detail -> detail.value().contains("serve --lenient vm-sizes"))));
    }

    @Test
    void aRuleThatThereIsNotIsAMistakeOfTheCaller() {
        int code = Main.run(new PrintWriter(err), new PrintWriter(err, true), "serve", "--lenient", "everything");

        assertThat(code).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("'everything'", "vm-sizes", "task-slots");
    }

    @Test
    void whatIsKeptWithoutEffectIsNotedOnce() throws Exception {
        serve(batch -> {
            for (String id : new String[] {"one", "two"}) {
                batch.jobOperations()
                        .createJob(new JobAddParameter()
                                .withId(id)
                                .withAllowTaskPreemption(true)
                                .withPoolInfo(new PoolInformation().withPoolId("p")));
            }
        });

        assertThat(err.toString().lines())
                .satisfiesExactly(
                        version -> assertThat(version).startsWith("Note: Requests come with api-version"),
                        property -> assertThat(property).startsWith("Note: A request sets allowTaskPreemption"));
    }

    @Test
    void theLogHasAzuresEventsOneALine() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        serveAndRead(
                (batch, out) -> {
                    batch.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 1);
                    batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
                    batch.taskOperations()
                            .createTask(
                                    "j",
                                    new TaskAddParameter()
                                            .withId("t")
                                            .withCommandLine("/bin/sh -c 'exit 3'")
                                            .withEnvironmentSettings(List.of(new EnvironmentSetting()
                                                    .withName("PASSWORD")
                                                    .withValue("hunter2hunter2")))
                                            .withConstraints(new TaskConstraints().withMaxTaskRetryCount(1)));
                    String name = "";
                    while (!name.equals("TaskFailEvent")) {
                        JsonNode line = new ObjectMapper().readTree(out.readLine());
                        lines.add(line);
                        name = line.path("operationName").asText();
                    }
                },
                "--log",
                "json");

        assertThat(lines)
                .extracting(line -> line.path("operationName").asText())
                .contains("PoolCreateEvent", "PoolResizeStartEvent", "PoolResizeCompleteEvent")
                .endsWith("TaskStartEvent", "TaskStartEvent", "TaskCompleteEvent", "TaskFailEvent");
        JsonNode failed = lines.get(lines.size() - 1);
        assertThat(failed.path("category").asText()).isEqualTo("ServiceLog");
        assertThat(failed.path("resourceId").asText()).endsWith("/PROVIDERS/MICROSOFT.BATCH/BATCHACCOUNTS/BATCHBENCH");
        JsonNode task = failed.path("properties");
        assertThat(task.path("jobId").asText()).isEqualTo("j");
        assertThat(task.path("id").asText()).isEqualTo("t");
        assertThat(task.path("taskType").asText()).isEqualTo("User");
        assertThat(task.at("/nodeInfo/poolId").asText()).isEqualTo("p");
        assertThat(task.at("/constraints/maxTaskRetryCount").asInt()).isEqualTo(1);
        assertThat(task.at("/executionInfo/exitCode").asInt()).isEqualTo(3);
        assertThat(task.at("/executionInfo/retryCount").asInt()).isEqualTo(1);
        assertThat(lines.toString()).doesNotContain("hunter2");
    }

    private void serve(Use use, String... options) throws Exception {
        serveAndRead((batch, out) -> use.with(batch), options);
    }

    /** Does something with the account that is served, and reads what is printed. */
    private interface Reading {
        void with(BatchClient batch, BufferedReader out) throws IOException;
    }

    private void serveAndRead(Reading use, String... options) throws Exception {
        String[] args = new String[options.length + 1];
        args[0] = "serve";
        System.arraycopy(options, 0, args, 1, options.length);
        try (PipedReader read = new PipedReader();
                PrintWriter out = new PrintWriter(new PipedWriter(read), true)) {
            Thread command = new Thread(() -> Main.run(out, new PrintWriter(err, true), args));
            command.start();
            try {
                BufferedReader lines = new BufferedReader(read);
                JsonNode ready = new ObjectMapper().readTree(lines.readLine());
                BatchClient batch = BatchClients.open(account(ready));
                try {
                    use.with(batch, lines);
                } finally {
                    batch.protocolLayer().restClient().close();
                }
            } finally {
                command.interrupt();
                command.join();
            }
        }
    }

    private static AzureAccount account(JsonNode ready) {
        return new AzureAccount(
                URI.create(ready.get("batchEndpoint").asText()),
                ready.get("account").asText(),
                ready.get("key").asText(),
                URI.create(ready.get("blobEndpoint").asText()),
                ready.get("storageAccount").asText(),
                ready.get("storageKey").asText());
    }
}
