package io.github.batchbench.cli;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "storageAccount, storageKey, connectionString, portal (a page to look at it all); with --https also",
            "caCertificate, caBundle and trustStore, files for clients to trust, managementEndpoint and authority, and",
            "what tools log in with. GET {batchEndpoint}/__batchbench/health answers 200, /metrics there is for",
            "Prometheus, POST {batchEndpoint}/__batchbench/reset empties all accounts. Of further",
            "accounts it has batchEndpoint2, account2, key2, blobEndpoint2, storageAccount2, storageKey2 and so on."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", description = "The Batch endpoint's port (default: any that is free).")
    private int port;

    @Option(
            names = "--blob-port",
            paramLabel = "N",
            description = "The Blob endpoint's port (default: any that is free).")
    private int blobPort;

    @Mixin
    private KeyOptions accounts = new KeyOptions();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = {
                "A snapshot to begin with: accounts with their keys and all that was in them (see",
                "docs/persistence.md). What is called beside it wins over the names and keys in it."
            })
    private @Nullable Path from;

    @Option(
            names = "--snapshots",
            paramLabel = "DIR",
            description = {
                "Where POST {batchEndpoint}/__batchbench/snapshots/NAME keeps its file (default: a folder that",
                "goes when serve ends)."
            })
    private @Nullable Path snapshots;

    @Option(
            names = "--location",
            paramLabel = "DIR",
            description = {
                "Where all state is kept, so that the next serve with this folder goes on with it, also after kill -9",
                "(see docs/persistence.md). Without it nothing outlives serve."
            })
    private @Nullable Path location;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = {
                "What is there from the start, in YAML or JSON: accounts with their keys, pools, jobs, tasks,",
                "schedules, containers with files, application packages, faults, the clock (see docs/init.md)."
            })
    private @Nullable Path init;

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "A bearer token that both services accept (default: none).")
    private @Nullable String token;

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Mixin
    private HttpsOptions https = new HttpsOptions();

    @Option(
            names = "--container-engine",
            paramLabel = "PROGRAM",
            description = {
                "What runs container tasks: docker, podman, the path of one of them, or none (default: what",
                "BATCHBENCH_CONTAINER_ENGINE says, or the first of docker and podman that answers)."
            })
    private @Nullable String containerEngine;

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

    @Option(names = "--open", description = "Open the portal in this machine's browser.")
    private boolean open;

    @Option(
            names = "--log",
            paramLabel = "FORMAT",
            description = {
                "json: after the ready line, write what happens to standard output as Azure writes Batch's diagnostic",
                "log, one event a line."
            })
    private @Nullable LogFormat log;

    @Option(
            names = "--print",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = {
                "What is printed when it is ready: json (default, one line), env (for a shell),",
                "or properties."
            })
    private ReadyLine format = ReadyLine.JSON;

    @Spec
    private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

    @Override
    public Integer call() {
        return serve().number();
    }

    private ExitCode serve() {
        try (FakeAzure azure = start(options());
                EventLog events = EventLog.of(azure, log, spec.commandLine())) {
            faults.forEach(azure.faults()::switchOn);
            azure.notices().onNotice(notice -> spec.commandLine().getErr().println("Note: " + notice));
            azure.containers().askInBackground();
            PrintWriter out = spec.commandLine().getOut();
            out.println(format.of(azure));
            if (out.checkError()) {
                return ExitCode.INPUT; // Nobody can know where it is; said by who runs the command.
            }
            events.start();
            if (open) {
                Browser.open(azure.portal(), spec.commandLine().getErr());
            }
            try (WaitNotices notices = new WaitNotices(azure, spec.commandLine().getErr())) {
                notices.start();
                new CountDownLatch(1).await();
            }
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
                    "Port " + ports(options) + " cannot be used; is something listening there?", portTaken);
        } catch (UncheckedIOException noFolder) {
            throw new IllegalArgumentException(noFolder.getMessage(), noFolder);
        }
    }

    private static String ports(FakeAzureOptions options) {
        return options.blobPort() == 0 ? String.valueOf(options.port()) : options.port() + " or " + options.blobPort();
    }

    private FakeAzureOptions beginning(FakeAzureOptions usual) {
        FakeAzureOptions options = init == null ? usual : usual.withInit(init);
        options = snapshots == null ? options : options.withSnapshots(snapshots);
        options = location == null ? options : options.withLocation(location);
        return from == null ? options : options.withFrom(from);
    }

    private FakeAzureOptions options() {
        FakeAzureOptions options = accounts.apply(beginning(FakeAzureOptions.defaults()), System.getenv())
                .withPort(port)
                .withBlobPort(blobPort)
                .withAdminApi(adminApi)
                // Without that API nobody can ask for it.
                .withJournal(adminApi)
                .withLatencies(latency, seed);
        if (token != null) {
            options = options.withToken(token);
        }
        if (containerEngine != null) {
            options = options.withContainerEngine(containerEngine);
        }
        options = identity.apply(https.apply(options), System.getenv());
        options = options.withLenient(lenient.toArray(String[]::new));
        return virtualTime ? options.withVirtualTimeFrom(Instant.now()) : options;
    }
}
