package io.github.batchbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import io.github.batchbench.fake.protocol.batch.ValidationRule;
import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.fake.server.FakeAzureOptions;
import io.github.batchbench.fake.time.Latencies;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batchbench serve}: the fake as a server for any client in any language. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the fake on loopback until Ctrl-C.",
        footer = {
            "",
            "When ready it prints one line of JSON on standard output: batchEndpoint, account, key, blobEndpoint,",
            "storageAccount, storageKey. POST {batchEndpoint}/__batchbench/reset empties both accounts."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", description = "The Batch endpoint's port (default: any that is free).")
    private int port;

    @Option(names = "--account", paramLabel = "NAME", description = "The Batch account's name.")
    private @Nullable String account;

    @Option(names = "--key", paramLabel = "BASE64", description = "The Batch account's key (default: a random one).")
    private @Nullable String key;

    @Option(names = "--storage-account", paramLabel = "NAME", description = "The storage account's name.")
    private @Nullable String storageAccount;

    @Option(names = "--storage-key", paramLabel = "BASE64", description = "Its key (default: a random one).")
    private @Nullable String storageKey;

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "A bearer token that both services accept (default: none).")
    private @Nullable String token;

    @Option(names = "--admin-api", description = "Let WireMock's /__admin answer, to switch faults on over HTTP.")
    private boolean adminApi;

    @Option(
            names = "--latency",
            paramLabel = "PROFILE",
            defaultValue = "instant",
            description = "How long the service takes: instant (default), realistic or none.")
    private String latency = "instant";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What random delays are drawn from (default: 0); the same seed gives the same delays.")
    private long seed;

    @Option(
            names = "--virtual-time",
            description = "Time stands still but for POST {batchEndpoint}/__batchbench/clock/advance?by=PT1H.")
    private boolean virtualTime;

    @Option(
            names = "--fault",
            paramLabel = "NAME[=ARG]",
            description = {
                "Switch this fault on; can be repeated. throttle=3, start-task-fails, allocate=0, ...:",
                "GET {batchEndpoint}/__batchbench/faults lists them all, as does a name that does not exist."
            })
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--lenient",
            paramLabel = "RULE",
            description = {
                "Do not check this rule, whose facts may be behind the service's; can be repeated:",
                "vm-sizes, images, node-agents, exit-job-actions, pool-identities."
            })
    private List<String> lenient = new ArrayList<>();

    @Spec
    private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

    @Override
    public Integer call() {
        return serve().number();
    }

    private ExitCode serve() {
        try (FakeAzure azure = start(options())) {
            faults.forEach(azure.faults()::switchOn);
            azure.notices().onNotice(notice -> spec.commandLine().getErr().println("Note: " + notice));
            spec.commandLine().getOut().println(json(azure));
            new CountDownLatch(1).await();
        } catch (InterruptedException ctrlC) {
            // The way to end it.
        }
        return ExitCode.SUCCESS;
    }

    /** Starts a fake; what the machine lacks for it is said in words. */
    static FakeAzure start(FakeAzureOptions options) {
        try {
            return FakeAzure.start(options);
        } catch (FatalStartupException portTaken) {
            throw new IllegalArgumentException(
                    "Port " + options.port() + " cannot be used; is something listening there?", portTaken);
        } catch (UncheckedIOException noFolder) {
            throw new IllegalArgumentException(noFolder.getMessage(), noFolder);
        }
    }

    private FakeAzureOptions options() {
        FakeAzureOptions defaults = FakeAzureOptions.defaults();
        FakeAzureOptions options = defaults.withPort(port)
                .withAdminApi(adminApi)
                // Without that API nobody can ask for it.
                .withJournal(adminApi)
                .withLatencies(Latencies.named(latency), seed)
                .withBatchAccount(
                        account == null ? defaults.batchAccount() : account, key == null ? defaults.batchKey() : key)
                .withStorageAccount(
                        storageAccount == null ? defaults.storageAccount() : storageAccount,
                        storageKey == null ? defaults.storageKey() : storageKey);
        if (token != null) {
            options = options.withToken(token);
        }
        options = options.withLenient(lenient.stream().map(ValidationRule::of).toArray(ValidationRule[]::new));
        return virtualTime ? options.withVirtualTimeFrom(Instant.now()) : options;
    }

    private static String json(FakeAzure azure) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("batchEndpoint", azure.batchEndpoint().toString());
        line.put("account", azure.batchAccount());
        line.put("key", azure.batchKey());
        line.put("blobEndpoint", azure.blobEndpoint().toString());
        line.put("storageAccount", azure.storageAccount());
        line.put("storageKey", azure.storageKey());
        try {
            return new ObjectMapper().writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
