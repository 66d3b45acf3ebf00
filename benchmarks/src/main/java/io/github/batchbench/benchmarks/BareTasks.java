package io.github.batchbench.benchmarks;

import io.github.batchbench.api.NodeTask;
import io.github.batchbench.api.StagedInput;
import io.github.batchbench.api.StagedOutput;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.fixtures.TutorialText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands of tasks without Batch: processes in a folder, as many at once as a node would have slots. What a node's start
 * task may make once, the program's class-data archive, is there from the beginning.
 */
final class BareTasks {
    private static final String CONTAINER = "bare-outputs";
    private static final String INPUT = "../input.txt";

    private @Nullable Path folder;
    private @Nullable BlobStorage blobs;
    private String token = "";
    private long size;

    void prepare(AzureAccount account, TutorialText text) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("bare-tasks");
        text.writeTo(folder);
        Path input = Files.move(folder.resolve(text.name()), folder.resolve("input.txt"));
        size = Files.size(input);
        NodeTask.copyTo(folder.resolve("topwords.jar"));
        blobs = BlobStorage.open(account, Pause.REAL);
        blobs.createContainer(CONTAINER, Map.of());
        token = blobs.writeToken(CONTAINER, Duration.ofDays(1));
        start("archive", "java -jar ../topwords.jar --prepare ../topwords.jsa");
    }

    int run(String program, int tasks, int slots) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(slots);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                String name = "task" + i;
                calls.add(() -> start(name, command(program, slots)));
            }
            int sum = 0;
            for (Future<Integer> code : threads.invokeAll(calls)) {
                sum += code.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    private String command(String program, int slots) {
        if (program.equals("shell")) {
            return "wc -w " + INPUT;
        }
        BlobStorage storage = Objects.requireNonNull(blobs, "not prepared");
        StagedOutput output = new StagedOutput(storage.endpoint(), storage.accountName(), CONTAINER);
        return NodeTask.topWords(new StagedInput(INPUT, "../topwords.jar", size, slots, output), 3)
                .script();
    }

    /** In a folder of its own, where its output goes. */
    private int start(String name, String command) throws IOException, InterruptedException {
        Path shared = Objects.requireNonNull(folder, "not prepared");
        Path own = Files.createDirectories(shared.resolve(name));
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", command))
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("stdout.txt").toFile());
        Map<String, String> environment = builder.environment();
        environment.put(StagedOutput.TOKEN_VARIABLE, token);
        environment.put(StagedInput.NAME_VARIABLE, INPUT);
        environment.put("AZ_BATCH_NODE_SHARED_DIR", shared.toString());
        for (String variable : List.of("NODE", "TASK", "JOB", "POOL")) {
            environment.put("AZ_BATCH_" + variable + "_ID", name);
        }
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("The command ended with %d: %s%n%s"
                    .formatted(code, command, Files.readString(own.resolve("stdout.txt"))));
        }
        return code;
    }

    void close() throws IOException, InterruptedException {
        if (blobs != null) {
            blobs.deleteContainer(CONTAINER);
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
