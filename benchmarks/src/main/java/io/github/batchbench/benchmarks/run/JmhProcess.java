package io.github.batchbench.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.batchbench.benchmarks.report.ReportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs JMH in a JVM of its own, from any class path that holds it. */
final class JmhProcess {
    private static final JsonMapper JSON = new JsonMapper();

    private final String classPath;
    private final List<String> jvmOptions;
    private final PrintWriter progress;

    /** The options are the parent JVM's; JMH hands them on to its forks. */
    JmhProcess(String classPath, List<String> jvmOptions, PrintWriter progress) {
        this.classPath = classPath;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.progress = progress;
    }

    /**
     * JMH's results.
     *
     * @throws ReportException if JMH fails
     */
    ArrayNode run(List<String> arguments) throws IOException, InterruptedException {
        Path results = Files.createTempFile("jmh", ".json");
        try {
            List<String> command = new ArrayList<>(List.of(java()));
            command.addAll(jvmOptions);
            command.addAll(List.of("-cp", classPath, "org.openjdk.jmh.Main"));
            command.addAll(arguments);
            command.addAll(List.of("-rf", "json", "-rff", results.toString()));
            int code = start(command);
            JsonNode tree = JSON.readTree(results.toFile());
            if (code != 0 || !(tree instanceof ArrayNode array) || array.isEmpty()) {
                throw new ReportException("JMH of %s ended with %d and without results: see its output above; did the"
                                .formatted(classPath, code)
                        + " patterns match a benchmark?");
            }
            return array;
        } finally {
            Files.deleteIfExists(results);
        }
    }

    private int start(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(progress::println);
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(killer);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
