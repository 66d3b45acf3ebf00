package io.github.batchbench.benchmarks;

import com.sun.net.httpserver.HttpServer;
import io.github.batchbench.api.NodeTask;
import io.github.batchbench.fixtures.Corpus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One task on 10 KB as a node runs it, from the start of the process to its end, the upload over loopback included. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
@State(Scope.Benchmark)
public class TaskProcessBenchmark {
    private static final String ARCHIVE = "topwords.jsa";
    private static final int INPUT_BYTES = 10_000;

    /**
     * How Java is started: plain, with the class-data archive of a start task, and with that and the flags for small
     * inputs (serial collector, first compiler only, the archive where it was made for).
     */
    @Param({"plain", "archive", "archiveSmall"})
    public String packaging = "";

    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final List<String> command = new ArrayList<>();
    private Path folder = Path.of("");
    private @Nullable HttpServer storage;

    /** Does what a start task does, and starts a server that takes every upload. */
    @Setup
    public void prepare() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("batchbench-task");
        NodeTask.copyTo(folder.resolve("topwords.jar"));
        Corpus.english(INPUT_BYTES).writeTo(folder.resolve("input.txt"));
        if (!packaging.equals("plain")) {
            run(List.of(java.toString(), "-jar", "topwords.jar", "--prepare", ARCHIVE));
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
        });
        server.start();
        storage = server;
        command.clear();
        command.add(java.toString());
        command.addAll(flags());
        command.addAll(List.of("-jar", "topwords.jar", "--filepath", "input.txt", "--numwords", "10"));
        command.addAll(List.of("--storageaccount", "account", "--storagecontainer", "output"));
        command.addAll(
                List.of("--endpoint", "http://127.0.0.1:" + server.getAddress().getPort() + "/account"));
    }

    private List<String> flags() {
        String archive = "-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE);
        return switch (packaging) {
            case "plain" -> List.of();
            case "archive" -> List.of(archive);
            case "archiveSmall" ->
                List.of(
                        archive,
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1");
            default -> throw new IllegalArgumentException("no packaging " + packaging);
        };
    }

    /** Stops the server and deletes the folder. */
    @TearDown
    public void cleanUp() throws IOException {
        if (storage != null) {
            storage.stop(0);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One task. */
    @Benchmark
    public int task() throws IOException, InterruptedException {
        return run(command);
    }

    private int run(List<String> line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "AZ_BATCH_NODE_ID", "node",
                        "AZ_BATCH_TASK_ID", "task",
                        "AZ_BATCH_JOB_ID", "job",
                        "AZ_BATCH_POOL_ID", "pool",
                        "AZURE_STORAGE_SAS_TOKEN", "sig=none"));
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("the task ended with exit code " + code);
        }
        return code;
    }
}
