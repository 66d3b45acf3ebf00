package io.github.batchbench.fake.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.batchbench.fake.node.files.AgentFolder;
import io.github.batchbench.fake.node.processes.ProcessTable;
import io.github.batchbench.fake.node.processes.Shell;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a JVM ends, its tasks and files go with it. */
@Timeout(60)
class KilledJvmTest {
    private static final String SCRIPT =
            "trap \"\" TERM HUP INT; (setsid sleep 600 &) ; env -i setsid sleep 600 & sleep 600 & sleep 0.1; echo ready; wait";

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "HUP"})
    void nothingOutlivesIt(String signal) throws Exception {
        assumeFalse(signal.equals("HUP") && isHangUpIgnored(), "started by nohup: its JVMs ignore HUP, too");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        Victim.class.getName(),
                        SCRIPT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path root = rootOf(jvm);
        Path folder = root.resolve("../..").normalize();
        awaitReady(root.resolve(TestNode.TASK + "/stdout.txt"));
        List<ProcessHandle> started = jvm.descendants().toList();
        List<ProcessHandle> marked = ProcessTable.find(new ProcessTable.Wanted(
                Set.of(), mark -> mark.startsWith(folder.getFileName() + "/"), List.of(folder)));
        assertThat(started).hasSizeGreaterThanOrEqualTo(4);
        assertThat(marked).hasSizeGreaterThanOrEqualTo(3);

        Shell.run("kill -s " + signal + " \"$1\"", List.of(Long.toString(jvm.pid())));

        CompletableFuture.allOf(Stream.concat(started.stream(), marked.stream())
                        .map(ProcessHandle::onExit)
                        .toArray(CompletableFuture<?>[]::new))
                .get(30, TimeUnit.SECONDS);
        assertThat(folder).doesNotExist();
        assertThat(AgentFolder.lockOf(folder)).doesNotExist();
    }

    /** Whether this JVM ignores HUP, the first signal of the mask, as its children then do. */
    private static boolean isHangUpIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
        }
    }

    /** The tests may have been loaded by other means than the class path. */
    private static String classPath() throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> type : List.of(Victim.class, AgentFolder.class)) {
            places.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        places.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, places);
    }

    private static Path rootOf(Process jvm) throws IOException {
        BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8);
        return Path.of(lines.readLine());
    }

    private static void awaitReady(Path stdout) throws Exception {
        Process waiting = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "until grep -q ready \"$1\" 2>/dev/null; do sleep 0.01; done",
                        "sh",
                        stdout.toString())
                .start();
        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
