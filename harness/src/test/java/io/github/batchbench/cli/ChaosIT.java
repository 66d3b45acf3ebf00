package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.Await;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.Pause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is killed as by {@code kill -9}, at moments drawn from a seed: its client hears of it, and nothing is left running. */
@Tag("slow")
@Timeout(400)
class ChaosIT {
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
            assertThat(Await.until(Pause.REAL, Duration.ofSeconds(30), () -> isEmpty(Served.temporary(folder))))
                    .as("its files are gone")
                    .isTrue();
            batch.protocolLayer().restClient().close();
        }
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
        List<ProcessHandle> started =
                ProcessHandle.of(served.jar().pid()).orElseThrow().descendants().toList();

        served.jar().kill();

        CompletableFuture.allOf(started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .get(30, TimeUnit.SECONDS);
        try {
            work.get(300, TimeUnit.SECONDS);
            throw new AssertionError("The client did not notice.");
        } catch (ExecutionException e) {
            return e;
        }
    }

    private static boolean isEmpty(Path temporary) {
        try (Stream<Path> all = Files.list(temporary)) {
            return all.noneMatch(path -> path.getFileName().toString().startsWith("batchbench-"));
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

    private static int cli(StringWriter out, String... args) {
        PrintWriter writer = new PrintWriter(out, true);
        return Main.run(writer, writer, args);
    }
}
