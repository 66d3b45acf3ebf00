package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What people and machines get wrong on the command line. */
@Timeout(60)
class HostileArgumentsTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void aMistypedOptionIsGuessed() {
        assertThat(run("serve", "--prot", "1")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("Did you mean --port?");
        assertThat(run("simluate")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("Did you mean simulate?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--blob-port"})
    void aPortBeyondTheLastIsAnArgument(String option) {
        assertThat(run("serve", option, "65536")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("65536", "65535").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "\u00e4", "a\tb"})
    void aTokenThatNoHeaderHoldsIsAnArgument(String token) {
        assertThat(run("serve", "--token", token)).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("The token has a blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"tasks\": null, \"pool\": null}", "{\"tasks\": [null], \"pool\": {}}"})
    void aPlanOfNothingIsNamed(String text) throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), text);

        assertThat(run("simulate", plan.toString())).isEqualTo(ExitCode.INPUT.number());
        assertThat(err.toString()).contains("plan.json").doesNotContain("\tat ", "mistake in batchbench");
    }

    @Test
    void ctrlCEndsASimulation() {
        Thread.currentThread().interrupt();
        try {
            assertThat(run("simulate", "--tasks", "10", "--nodes", "1")).isEqualTo(ExitCode.INTERRUPTED.number());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void escapeSequencesOfNamesReachNoTerminal() {
        assertThat(run("run", "-o", folder.toString(), folder + "/\u001b[31mred\u009b0m\u202e.txt"))
                .isEqualTo(ExitCode.INPUT.number());
        assertThat(err.toString()).contains("There is no file", "red").doesNotContain("\u001b", "\u009b", "\u202e");
    }

    @Test
    void aFullStandardOutputIsAFailure() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {
                // Nothing is kept.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };

        assertThat(Main.run(
                        new PrintWriter(full, true),
                        new PrintWriter(err, true),
                        "simulate",
                        "--tasks",
                        "1",
                        "--nodes",
                        "1"))
                .isEqualTo(ExitCode.INPUT.number());
        assertThat(err.toString()).contains("Standard output cannot be written to");
    }

    @Test
    void aRunAsksForNoMoreNodesThanItsTasksCanUse() throws IOException {
        Path input = Files.writeString(folder.resolve("a.txt"), "a");

        assertThat(run("run", "-o", folder.toString(), "--nodes", "400", "--command", "true", input.toString()))
                .isZero();
        assertThat(out.toString()).contains("Of 400 nodes, 1 can be of use to 1 task");
    }

    @Command
    private static final class Keys {
        @Mixin
        private final KeyOptions options = new KeyOptions();
    }

    private static FakeAzureOptions keys(Map<String, String> environment, String... args) {
        Keys keys = new Keys();
        new CommandLine(keys).parseArgs(args);
        return keys.options.apply(FakeAzureOptions.defaults(), environment);
    }

    @Test
    void keysComeFromTheEnvironmentOrAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        Map<String, String> environment = Map.of("BATCHBENCH_KEY", KEY, "BATCHBENCH_STORAGE_KEY", KEY);

        assertThat(keys(environment).batchKey()).isEqualTo(KEY);
        assertThat(keys(environment).storageKey()).isEqualTo(KEY);
        assertThat(keys(Map.of(), "--account-key-file", file.toString()).batchKey())
                .isEqualTo(KEY);
        assertThat(keys(Map.of(), "--storage-key-file", file.toString()).storageKey())
                .isEqualTo(KEY);
        assertThat(keys(Map.of()).batchKey()).isNotEqualTo(KEY);
        assertThatThrownBy(() -> keys(Map.of(), "--account-key-file", folder + "/none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> keys(Map.of(), "--key", KEY, "--account-key-file", file.toString()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLineComesInThreeForms() {
        try (FakeAzure azure = FakeAzure.start()) {
            String connection = "DefaultEndpointsProtocol=http;AccountName=" + azure.storageAccount() + ";AccountKey="
                    + azure.storageKey() + ";BlobEndpoint=" + azure.blobEndpoint() + ";";

            assertThat(ReadyLine.JSON.of(azure))
                    .startsWith("{\"batchEndpoint\":\"" + azure.batchEndpoint() + "\"")
                    .contains("\"connectionString\":\"" + connection + "\"")
                    .doesNotContain("\n");
            assertThat(ReadyLine.ENV.of(azure).lines())
                    .contains("export AZURE_BATCH_ACCOUNT='" + azure.batchAccount() + "'")
                    .contains("export AZURE_STORAGE_CONNECTION_STRING='" + connection + "'");
            assertThat(ReadyLine.PROPERTIES.of(azure).lines())
                    .contains("batchbench.blobEndpoint=" + azure.blobEndpoint());
        }
    }
}
