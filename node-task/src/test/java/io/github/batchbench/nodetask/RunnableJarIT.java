package io.github.batchbench.nodetask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.batchbench.fixtures.Corpus;
import io.github.batchbench.fixtures.TutorialText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a node runs it: a process of its own, whose exit code and streams are all that is seen. */
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "topwords.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final TutorialText text = Corpus.tutorial().get(2);
    private byte[] stdin = text.content().getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void aDryRunWritesNextToTheInput() throws Exception {
        Path input = text.writeTo(folder);
        Finished run = java(Map.of(), "--filepath", input.toString(), "--numwords", "5", "--dry-run");
        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(folder.resolve(text.outputName())).content().contains(text.outputLines(5));
    }

    @Test
    void aPipeIsCountedIntoTheWorkingDirectory() throws Exception {
        Finished run = java(Map.of(), "--filepath", "/dev/stdin", "--numwords", "5", "--dry-run");
        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(folder.resolve("stdin_OUTPUT")).content().contains(text.outputLines(5));
    }

    @Test
    void aCompressedPipeIsDecompressed() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(stdin);
        }
        stdin = compressed.toByteArray();
        Finished run = java(Map.of(), "--filepath", "/dev/stdin", "--numwords", "5", "--dry-run");
        assertThat(run.code()).as(run.err()).isEqualTo(0);
        assertThat(folder.resolve("stdin_OUTPUT")).content().contains(text.outputLines(5));
    }

    @Test
    void aPreparedArchiveIsUsedAndAMissingOneIsNoFailure() throws Exception {
        Finished prepared = java(Map.of(), "--prepare", "topwords.jsa");
        assertThat(prepared.code()).as(prepared.err()).isEqualTo(0);
        assertThat(upload("topwords.jsa").out()).contains("class-data archive: in use");
        assertThat(upload("missing.jsa").out()).contains("class-data archive: none");
    }

    @Test
    void anArchiveThatCannotBeWrittenIsReported() throws Exception {
        Finished prepared = java(Map.of(), "--prepare", "missing/topwords.jsa");
        assertThat(prepared.code()).isEqualTo(ExitCode.ARCHIVE.number());
        assertThat(prepared.err()).contains("topwords.jsa").doesNotContain("\tat ");
    }

    private Finished upload(String archive) throws Exception {
        Map<String, String> uploaded = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            uploaded.put(
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(201, -1);
        });
        server.start();
        try {
            Finished run = java(
                    Map.of(
                            "AZ_BATCH_NODE_ID",
                            "n",
                            "AZ_BATCH_TASK_ID",
                            "t",
                            "AZ_BATCH_JOB_ID",
                            "j",
                            "AZ_BATCH_POOL_ID",
                            "p",
                            Arguments.TOKEN_VARIABLE,
                            "sig=none"),
                    "-XX:SharedArchiveFile=" + archive,
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "--filepath",
                    text.writeTo(folder).toString(),
                    "--numwords",
                    "2",
                    "--storageaccount",
                    "acct",
                    "--storagecontainer",
                    "out",
                    "--endpoint",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/acct");
            assertThat(run.code()).as(run.err()).isEqualTo(0);
            assertThat(run.err()).isEmpty();
            assertThat(uploaded).containsOnlyKeys("/acct/out/" + text.outputName());
            return run;
        } finally {
            server.stop(0);
        }
    }

    private record Finished(int code, String out, String err) {}

    /** Runs the jar in the folder; arguments that begin with -X go to Java, the text goes to standard input. */
    private Finished java(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        List.of(args).stream().filter(arg -> arg.startsWith("-X")).forEach(command::add);
        command.addAll(List.of("-jar", JAR.toString()));
        List.of(args).stream().filter(arg -> !arg.startsWith("-X")).forEach(command::add);
        Path out = folder.resolve("stdout.txt");
        Path err = folder.resolve("stderr.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(stdin);
        }
        int code = process.waitFor();
        return new Finished(code, Files.readString(out), Files.readString(err));
    }
}
