package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobServiceClient;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.azure.AccountConfiguration;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.SettingSource;
import io.github.batchbench.azure.batch.BatchService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve --print} prints, taken as its readers take it. */
@Timeout(60)
class ServeSettingsTest {
    /** Uses what was printed while the account is served. */
    private interface Use {
        void of(String printed) throws Exception;
    }

    @Test
    void aShellMakesVariablesOfItThatAreAnAccountForAllClients(@TempDir Path folder) throws Exception {
        Path authority = folder.resolve("it's an authority");

        serve(
                printed -> use(account(variables(printed))),
                "--ca-folder",
                authority.toString(),
                "--account",
                "mine",
                "--print",
                "env");
    }

    @Test
    void whoTrustsSomebodyElseIsToldSo(@TempDir Path folder) throws Exception {
        serve(
                printed -> {
                    try (FakeAzure other =
                            FakeAzure.start(FakeAzureOptions.defaults().withHttps(folder))) {
                        Map<String, String> settings = new HashMap<>(variables(printed));
                        settings.put(
                                AccountConfiguration.CA_FILE,
                                other.trust().orElseThrow().caFile().toString());

                        try (BatchService service = BatchService.on(account(settings))) {
                            assertThatThrownBy(() -> service.poolExists("p"))
                                    .isInstanceOf(AzureException.class)
                                    .hasMessageEndingWith("no answer: the server's certificate is not trusted;"
                                            + " BATCHBENCH_CA_FILE can name a file of certificates to trust");
                        }
                    }
                },
                "--https",
                "--print",
                "env");
    }

    @Test
    void aPropertiesFileHasTheSameAsTheLine() throws Exception {
        String[] fixed = {"--account", "mine", "--key", "a2V5", "--storage-account", "store", "--storage-key", "a2V5"};
        Properties properties = new Properties();
        Map<String, String> line = new HashMap<>();

        serve(
                printed -> properties.load(new StringReader(printed)),
                Stream.concat(Stream.of(fixed), Stream.of("--print", "properties"))
                        .toArray(String[]::new));
        serve(
                printed -> new ObjectMapper()
                        .readTree(printed)
                        .properties()
                        .forEach(field -> line.put(
                                "batchbench." + field.getKey(), field.getValue().asText())),
                fixed);

        assertThat(properties.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(line.keySet());
        assertThat(properties.getProperty("batchbench.account")).isEqualTo("mine");
        assertThat(properties.getProperty("batchbench.connectionString"))
                .startsWith("DefaultEndpointsProtocol=http;AccountName=store;AccountKey=a2V5;BlobEndpoint=http://");
    }

    private static AzureAccount account(Map<String, String> settings) {
        return AccountConfiguration.of(List.of(new SettingSource("test", settings::get)))
                .account()
                .orElseThrow();
    }

    private static void use(AzureAccount account) throws IOException {
        BatchClient batch = BatchClients.open(account);
        try {
            assertThat(batch.poolOperations().listPools()).isEmpty();
        } finally {
            batch.protocolLayer().restClient().close();
        }
        BlobServiceClient blobs = BlobClients.open(account);
        blobs.createBlobContainer("box");
        assertThat(blobs.listBlobContainers()).hasSize(1);
    }

    private static void serve(Use use, String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("serve"));
        args.addAll(List.of(options));
        StringWriter err = new StringWriter();
        Printed out = new Printed();
        Thread command = new Thread(() -> {
            Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
            out.whole.completeExceptionally(new AssertionError(err.toString()));
        });
        command.start();
        try {
            use.of(out.whole.get(60, TimeUnit.SECONDS));
        } finally {
            command.interrupt();
            command.join();
        }
    }

    /** Standard output until it is flushed. */
    private static final class Printed extends Writer {
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<String> whole = new CompletableFuture<>();

        @Override
        public void write(char[] characters, int from, int length) {
            text.append(characters, from, length);
        }

        @Override
        public void flush() {
            if (!text.isEmpty()) {
                whole.complete(text.toString());
            }
        }

        @Override
        public void close() {}
    }

    /** The environment after a shell has read what was printed. */
    private static Map<String, String> variables(String printed) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", "eval \"$1\"; exec env -0", "sh", printed);
        shell.environment().clear();
        Process process = shell.redirectErrorStream(true).start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Map<String, String> variables = new HashMap<>();
        for (String variable : all.split("\0", -1)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return variables;
    }
}
