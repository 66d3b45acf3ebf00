package io.github.batchbench.nodetask;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String PATH = "/acct/out/taskdata1_OUTPUT.txt";

    @RegisterExtension
    static final WireMockExtension STORAGE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    @TempDir
    private Path inputs;

    @TempDir
    private Path folder;

    private final TutorialText text = Corpus.tutorial().get(0);
    private final Map<String, String> environment = new TreeMap<>(Map.of(
            "AZ_BATCH_NODE_ID",
            "node-1",
            "AZ_BATCH_TASK_ID",
            "task-2",
            "AZ_BATCH_JOB_ID",
            "job-3",
            "AZ_BATCH_POOL_ID",
            "pool-4",
            Arguments.TOKEN_VARIABLE,
            "?sv=2026-06-06&sr=c&sp=cw&sig=SECRET%3D"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path input = Path.of("");

    @BeforeEach
    void writeInput() throws IOException {
        input = text.writeTo(inputs);
        answer(aResponse().withStatus(201).withHeader("ETag", "\"0x1\""));
    }

    @Test
    void countsWritesAndUploads() throws IOException {
        assertThat(run()).isEqualTo(0);
        String output = outputFile();
        assertThat(output.lines())
                .containsExactly(
                        "Word\tCount",
                        "-".repeat(30),
                        text.outputLines(3).get(0),
                        text.outputLines(3).get(1),
                        text.outputLines(3).get(2),
                        "-".repeat(30),
                        "Node: node-1",
                        "Task: task-2",
                        "Job:  job-3",
                        "Pool: pool-4");
        STORAGE.verify(
                1,
                putRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("sig", equalTo("SECRET="))
                        .withHeader("x-ms-blob-type", equalTo("BlockBlob"))
                        .withRequestBody(equalTo(output)));
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void aBusyServiceIsAskedAgain() throws IOException {
        STORAGE.stubFor(put(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(503).withHeader("x-ms-error-code", "ServerBusy"))
                .willSetStateTo("reset"));
        STORAGE.stubFor(put(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs("reset")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("calm"));
        assertThat(run()).isEqualTo(0);
        STORAGE.verify(3, putRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void aRefusalIsReportedOnceWithItsCode() throws IOException {
        answer(aResponse()
                .withStatus(403)
                .withHeader("x-ms-error-code", "AuthenticationFailed")
                .withHeader("Content-Type", "application/xml")
                .withBody("<Error><Code>AuthenticationFailed</Code><Message>sig=SECRET=</Message></Error>"));
        assertThat(run()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(errorLine()).contains("403", "AuthenticationFailed", "expired");
        STORAGE.verify(1, putRequestedFor(urlPathEqualTo(PATH)));
        answer(aResponse().withStatus(404).withHeader("x-ms-error-code", "ContainerNotFound"));
        assertThat(run()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(errorLine()).contains("ContainerNotFound", "does the container exist?");
    }

    @Test
    void aServiceThatKeepsFailingOrIsNotThereIsUnreachable() throws IOException {
        answer(aResponse().withStatus(503).withHeader("x-ms-error-code", "ServerBusy"));
        assertThat(run()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(errorLine()).contains("kept failing", "503");
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(run()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(errorLine()).contains("failed");
    }

    @Test
    void outsideABatchTaskOnlyADryRunWorks() throws IOException {
        environment.remove("AZ_BATCH_NODE_ID");
        environment.put("AZ_BATCH_POOL_ID", "");
        assertThat(run()).isEqualTo(ExitCode.ENVIRONMENT.number());
        assertThat(errorLine()).contains("AZ_BATCH_NODE_ID, AZ_BATCH_POOL_ID", "--dry-run");
        assertThat(run("--filepath", input.toString(), "--numwords", "1", "--dry-run"))
                .isEqualTo(0);
        assertThat(Files.readString(inputs.resolve("taskdata1_OUTPUT.txt")))
                .endsWith("Node: -\nTask: task-2\nJob:  job-3\nPool: -\n");
        nothingUploaded();
    }

    @Test
    void malformedTextIsNotUploaded() throws IOException {
        Files.write(input, new byte[] {'a', ' ', (byte) 0xff, ' ', 'b'});
        assertThat(run()).isEqualTo(ExitCode.MALFORMED.number());
        assertThat(errorLine()).contains("taskdata1.txt", "byte offset 2");
        Files.write(input, new byte[] {0x1f, (byte) 0x8b, 8});
        assertThat(run()).isEqualTo(ExitCode.MALFORMED.number());
        assertThat(errorLine()).contains("broken gzip");
        nothingUploaded();
    }

    @Test
    void anInputThatIsNoFileIsReported() throws IOException {
        Files.delete(input);
        assertThat(run()).isEqualTo(ExitCode.INPUT.number());
        assertThat(errorLine()).contains("taskdata1.txt does not exist");
        Files.createDirectory(input);
        assertThat(run()).isEqualTo(ExitCode.INPUT.number());
        assertThat(errorLine()).contains("is a folder");
        assertThat(run("--filepath", "a\0b", "--numwords", "1", "--dry-run")).isEqualTo(ExitCode.INPUT.number());
    }

    @Test
    void anOutputThatCannotBeWrittenIsReported() throws IOException {
        Files.createDirectory(folder.resolve("taskdata1_OUTPUT.txt"));
        assertThat(run()).isEqualTo(ExitCode.OUTPUT.number());
        assertThat(errorLine()).contains("taskdata1_OUTPUT.txt cannot be written");
    }

    @Test
    void anEmptyInputHasAnOutputWithoutWords() throws IOException {
        Files.writeString(input, "");
        assertThat(run()).isEqualTo(0);
        assertThat(outputFile()).startsWith("Word\tCount\n" + "-".repeat(30) + "\n" + "-".repeat(30) + "\nNode: ");
    }

    @Test
    void helpListsArgumentsAndExitCodes() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out.toString(UTF_8)).contains("--filepath", "--sastoken", "Exit codes", "  7  ");
    }

    private int run() {
        return run("--filepath", input.toString(), "--numwords", "3", "--storageaccount", "acct");
    }

    private int run(String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        if (line.contains("--storageaccount")) {
            line.addAll(List.of("--storagecontainer", "out", "--endpoint", STORAGE.baseUrl() + "/acct"));
        }
        err.reset();
        return new Main(environment, folder, new Uploader(Duration.ofMillis(1)))
                .run(line.toArray(String[]::new), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String errorLine() {
        String text = err.toString(UTF_8);
        assertThat(text).startsWith("topwords: ").endsWith("\n").doesNotContain("SECRET", "\tat ");
        assertThat(text.lines()).hasSize(1);
        return text;
    }

    private String outputFile() throws IOException {
        return Files.readString(folder.resolve("taskdata1_OUTPUT.txt"));
    }

    private static void answer(ResponseDefinitionBuilder response) {
        STORAGE.stubFor(any(anyUrl()).willReturn(response));
    }

    private static void nothingUploaded() {
        assertThat(STORAGE.getAllServeEvents()).isEmpty();
    }
}
