package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;

/**
 * The server is killed as by {@code kill -9}, at moments drawn from a seed: its client hears of it, and nothing is left
 * running. Clients are killed at requests drawn from one: {@code sweep} leaves nothing of them.
 */
@Tag("slow")
@Timeout(400)
class ChaosIT {
    private static final Pattern RUN = Pattern.compile("bb-\\d{8}-\\d{6}-[a-z0-9]{6}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BLOCK = 1 << 16;

    @TempDir
    private Path folder;

    /** What a client does with the services until they are gone. */
    private interface Client {
        void work() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aKilledServerLeavesNothingAndItsBatchClientHearsOfIt(int seed) throws Exception {
        try (Served served = Served.start(folder)) {
            BatchClient batch = BatchClients.open(served.account());
            Throwable heard = killDuring(served, seed, () -> {
                batch.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 2);
                batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
                for (int number = 0; ; number++) {
                    batch.taskOperations()
                            .createTask(
                                    "j",
                                    new TaskAddParameter().withId("t" + number).withCommandLine("sleep 600"));
                    assertThat(batch.taskOperations().getTask("j", "t" + number).id())
                            .isEqualTo("t" + number);
                }
            });
            assertThat(heard).hasRootCauseInstanceOf(IOException.class);
            batch.protocolLayer().restClient().close();
        }
        awaitThatTheNextOneLeavesNothing();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void aKilledServerLeavesNothingAndItsBlobClientHearsOfIt(int seed) throws Exception {
        try (Served served = Served.start(folder)) {
            BlobContainerClient box = BlobClients.open(served.account()).getBlobContainerClient("box");
            Throwable heard = killDuring(served, seed, () -> {
                box.create();
                while (true) {
                    upload(box.getBlobClient("b"), new byte[3 << 20]);
                    box.getBlobClient("b").downloadStream(OutputStream.nullOutputStream());
                }
            });
            // Several blocks are under way at once, and each may hear of it. Reactor adds a note that somebody waited
            // for them.
            assertThat(Exceptions.unwrapMultipleExcludingTracebacks(root(heard)))
                    .filteredOn(one -> !"#block terminated with an error".equals(one.getMessage()))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(root(one))
                            .isInstanceOf(IOException.class)
                            .hasMessageMatching("(?s).*(refused|reset|prematurely closed|Broken pipe).*"));
        }
        awaitThatTheNextOneLeavesNothing();
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    private static void upload(BlobClient blob, byte[] bytes) {
        ParallelTransferOptions blocks =
                new ParallelTransferOptions().setBlockSizeLong(BLOCK).setMaxSingleUploadSizeLong(BLOCK);
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromBytes(bytes)).setParallelTransferOptions(blocks),
                null,
                Context.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = 7)
    void aRunSaysThatItsServiceIsGone(int seed) throws Exception {
        try (Served served = Served.start(folder)) {
            Path settings = served.settingsFile(folder);
            StringWriter out = new StringWriter();
            killDuring(served, seed, () -> {
                assertThat(cli(out, run(settings, "sleep 600"))).isEqualTo(ExitCode.SERVICE.number());
                throw new IOException(out.toString());
            });
            assertThat(out.toString()).contains("127.0.0.1").doesNotContain("\tat ", "mistake in batchbench");
        }
    }

    /** The last one dies waiting for its tasks: with a request for each thing it makes, a run gets there after some twenty. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10})
    void whatKilledClientsLeaveIsSwept(int seed) throws Exception {
        Random random = new Random(seed);
        try (Served served = Served.start(folder)) {
            Set<String> runs = new TreeSet<>();
            for (int client = 0; client < 3; client++) {
                runs.addAll(killAtRequest(served, 1 + random.nextInt(30), random.nextBoolean()));
            }
            runs.addAll(killAtRequest(served, 32 + random.nextInt(8), random.nextBoolean()));
            List<ProcessHandle> tasks = new ArrayList<>();
            await("a task that goes on without its client", () -> tasks.addAll(tasksOf(served)));

            Path settings = served.settingsFile(folder);
            for (String run : runs) {
                assertThat(sweep(settings, "--run", run, "--delete"))
                        .matches("(?s).* deleted\\..*|.*There is nothing of .*");
            }

            awaitEnd(tasks);
            awaitNothingIn(served.account());
            assertThat(tasksOf(served)).isEmpty();
            StringWriter out = new StringWriter();
            assertThat(cli(out, run(settings, "true"))).as(out.toString()).isZero();
            awaitNothingIn(served.account());
            served.jar().terminate();
            assertThat(served.jar().exitCode()).isEqualTo(Jar.TERMINATED);
            awaitFiles(List::isEmpty);
        }
    }

    /** The runs that it said it had begun. The request it dies at still arrives, or does not. */
    private Set<String> killAtRequest(Served served, int deadly, boolean arrives) throws Exception {
        Path own = Files.createTempDirectory(folder, "client");
        AtomicInteger requests = new AtomicInteger();
        CompletableFuture<Jar> client = new CompletableFuture<>();
        Relay.Gate gate = () -> {
            if (requests.incrementAndGet() == deadly) {
                client.join().kill();
                return arrives;
            }
            return true;
        };
        try (Relay batch = Relay.before(served.account().batchEndpoint(), gate);
                Relay blobs = Relay.before(served.account().blobEndpoint(), gate);
                Jar jar = Jar.start(folder, own, run(served.settingsFile(own, batch, blobs), "sleep 600"))) {
            client.complete(jar);
            String said = String.join("\n", jar.lines());
            assertThat(jar.exitCode()).as(said + jar.errors()).isEqualTo(Jar.KILLED);
            assertThat(names(own)).as("what it left in its temporary folder").containsExactly("account.properties");
            return RUN.matcher(said).results().map(MatchResult::group).collect(Collectors.toSet());
        }
    }

    private static List<ProcessHandle> tasksOf(Served served) {
        return descendants(served)
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 600"))
                .toList();
    }

    private static Stream<ProcessHandle> descendants(Served served) {
        return ProcessHandle.of(served.jar().pid()).orElseThrow().descendants();
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitNothingIn(AzureAccount account) throws Exception {
        BatchClient batch = BatchClients.open(account);
        await("an account without jobs, pools and containers", () -> {
            try {
                return batch.jobOperations().listJobs().isEmpty()
                        && batch.poolOperations().listPools().isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        batch.protocolLayer().restClient().close();
        assertThat(BlobClients.open(account).listBlobContainers()).isEmpty();
    }

    /** Files of a server that had started no process have no watchdog. */
    private void awaitThatTheNextOneLeavesNothing() throws Exception {
        try (Served next = Served.start(folder)) {
            String own = "batchbench-" + next.jar().pid() + "-";
            awaitFiles(names -> names.stream().allMatch(name -> name.startsWith(own)));
            next.jar().terminate();
            assertThat(next.jar().exitCode()).isEqualTo(Jar.TERMINATED);
            awaitFiles(List::isEmpty);
        }
    }

    private Throwable killDuring(Served served, int seed, Client client) throws Exception {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            try {
                client.work();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThatThrownBy(() -> work.get(100 + new Random(seed).nextInt(1500), TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        List<ProcessHandle> started = descendants(served).toList();

        served.jar().kill();

        awaitEnd(started);
        try {
            work.get(300, TimeUnit.SECONDS);
            throw new AssertionError("The client did not notice.");
        } catch (ExecutionException e) {
            return e;
        }
    }

    /** Until these are what the server, or the one before it, has in the temporary folder. */
    private void awaitFiles(Predicate<List<String>> wanted) throws Exception {
        List<String> last = new ArrayList<>();
        boolean came = Await.until(Pause.REAL, PATIENCE, () -> {
            last.clear();
            last.addAll(names(Served.temporary(folder)));
            return wanted.test(last);
        });
        assertThat(came).as("its files: %s", last).isTrue();
    }

    private static void await(String what, Await.Question question) throws InterruptedException {
        assertThat(Await.until(Pause.REAL, PATIENCE, question)).as(what).isTrue();
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String[] run(Path settings, String command) {
        String out = folder.resolve("out").toString();
        return new String[] {
            "run",
            "--target",
            "live",
            "--account-file",
            settings.toString(),
            "--owner",
            "me",
            "--command",
            command,
            "-o",
            out
        };
    }

    private static String sweep(Path settings, String... more) {
        List<String> args = new ArrayList<>(List.of("sweep", "--owner", "me", "--account-file", settings.toString()));
        args.addAll(List.of(more));
        StringWriter out = new StringWriter();
        assertThat(cli(out, args.toArray(String[]::new))).as(out.toString()).isZero();
        return out.toString();
    }

    private static int cli(StringWriter out, String... args) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.run(writer, writer, args);
    }
}
