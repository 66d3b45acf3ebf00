package io.github.batchbench.storage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Azurite, Microsoft's emulator of Azure Storage, as a process of its own on loopback. Installed from npm into
 * {@code target/azurite} when it is not there yet.
 */
public final class Azurite implements AutoCloseable {
    private static final String VERSION = System.getProperty("azurite.version", "3.37.0");
    private static final Path HOME = Path.of("target", "azurite").toAbsolutePath();
    private static final String ACCOUNT = "devstoreaccount1";
    /** Azurite's own, printed in its documentation. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final Process process;
    private final int port;

    /** Starts it; it answers when this returns. */
    public Azurite() {
        install();
        port = freePort();
        process = run(List.of(
                "node",
                HOME.resolve("node_modules/azurite/dist/src/blob/main.js").toString(),
                "--silent",
                "--skipApiVersionCheck",
                "--inMemoryPersistence",
                "--disableTelemetry",
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(port)));
        await();
    }

    /** How to reach it. */
    public StorageBackend backend() {
        return new StorageBackend("Azurite", "http://127.0.0.1:" + port + "/" + ACCOUNT, ACCOUNT, KEY);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static void install() {
        if (Files.exists(HOME.resolve("node_modules/azurite/package.json"))) {
            return;
        }
        try {
            Files.createDirectories(HOME);
            Process npm = run(List.of(
                    "npm", "install", "--no-audit", "--no-fund", "--prefix", HOME.toString(), "azurite@" + VERSION));
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IllegalStateException("npm cannot install azurite: see " + HOME.resolve("log.txt"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while npm installs azurite", e);
        }
    }

    private static Process run(List<String> command) {
        try {
            File log = HOME.resolve("log.txt").toFile();
            return new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Azurite needs node and npm on the path", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks until somebody answers, whatever the answer. */
    private void await() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(backend().endpoint() + "?comp=list"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("Azurite does not answer: see " + HOME.resolve("log.txt"));
    }

    private void pause() {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
