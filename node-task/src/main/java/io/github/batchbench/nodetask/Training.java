package io.github.batchbench.nodetask;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Counts and uploads a small text, to a server of its own, so that all classes of a task's run are loaded. */
final class Training {
    private static final String TEXT = "A word, a (longer-than-fifteen-bytes) word, \u00e9t\u00e9\u00a0\u6c34\n";

    private Training() {}

    /** Ends with the exit code of the run. */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("ETag", "\"0\"");
            exchange.sendResponseHeaders(201, -1);
        });
        server.start();
        Path folder = Files.createTempDirectory("topwords");
        int code = run(folder, "http://127.0.0.1:" + server.getAddress().getPort() + "/account");
        server.stop(0);
        System.exit(code);
    }

    private static int run(Path folder, String endpoint) throws IOException {
        Path input = Files.writeString(folder.resolve("training.txt"), TEXT);
        Map<String, String> environment = Map.of(
                "AZ_BATCH_NODE_ID",
                "node",
                "AZ_BATCH_TASK_ID",
                "task",
                "AZ_BATCH_JOB_ID",
                "job",
                "AZ_BATCH_POOL_ID",
                "pool",
                Arguments.TOKEN_VARIABLE,
                "sig=none");
        try {
            return new Main(environment, folder, new Uploader(Uploader.FIRST_WAIT))
                    .run(
                            new String[] {
                                "--filepath", input.toString(),
                                "--numwords", "3",
                                "--storageaccount", "account",
                                "--storagecontainer", "output",
                                "--endpoint", endpoint
                            },
                            System.out,
                            System.err);
        } finally {
            Files.deleteIfExists(folder.resolve(OutputFile.nameFor("training.txt")));
            Files.delete(input);
            Files.delete(folder);
        }
    }
}
