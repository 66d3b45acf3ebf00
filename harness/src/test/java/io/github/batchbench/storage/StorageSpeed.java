package io.github.batchbench.storage;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How fast a storage takes and gives blobs of one size: small ones by plain HTTP with a signature, as a node does; large
 * files by the SDK, in blocks.
 */
final class StorageSpeed {
    private static final int CLIENTS = 8;

    private final BlobContainerClient container;
    private final String sas;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger names = new AtomicInteger();

    StorageSpeed(StorageBackend backend) {
        // With retries: Azurite closes connections after five idle seconds.
        container = new BlobServiceClientBuilder()
                .endpoint(backend.endpoint())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED,
                        5,
                        Duration.ofMinutes(1),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        null))
                .credential(new StorageSharedKeyCredential(backend.account(), backend.key()))
                .buildClient()
                .getBlobContainerClient("speed");
        container.createIfNotExists();
        sas = container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), BlobContainerSasPermission.parse("rw")));
    }

    /** Puts blobs of a size; the result is bytes a second. */
    double put(int size, int count) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return rate(size, count, index -> {
            HttpRequest request = HttpRequest.newBuilder(uri("put-" + names.getAndIncrement() % 100))
                    .header("x-ms-blob-type", "BlockBlob")
                    .header("x-ms-version", "2021-12-02")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                    .build();
            require(
                    201,
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        });
    }

    double get(int size, int count) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        container.getBlobClient("get-" + size).upload(BinaryData.fromBytes(bytes), true);
        return rate(size, count, index -> {
            HttpRequest request = HttpRequest.newBuilder(uri("get-" + size)).build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            require(200, answer.statusCode());
            if (index == 0 && !Arrays.equals(bytes, answer.body())) {
                throw new IllegalStateException("the storage gave other bytes than it took");
            }
        });
    }

    double upload(Path file) throws IOException {
        return seconds(Files.size(file), () -> container.getBlobClient("file").uploadFromFile(file.toString(), true));
    }

    double download(Path file, Path target) throws IOException {
        Files.deleteIfExists(target);
        double rate =
                seconds(Files.size(file), () -> container.getBlobClient("file").downloadToFile(target.toString()));
        require(-1, (int) Files.mismatch(file, target));
        return rate;
    }

    /** One request. */
    private interface Call {
        void run(int index) throws IOException, InterruptedException;
    }

    private static double rate(int size, int count, Call call) {
        AtomicInteger next = new AtomicInteger();
        return seconds(
                (long) size * count,
                () -> IntStream.range(0, CLIENTS)
                        .mapToObj(client -> {
                            Thread thread = new Thread(() -> drain(next, count, call));
                            thread.start();
                            return thread;
                        })
                        .toList()
                        .forEach(StorageSpeed::join));
    }

    private static void drain(AtomicInteger next, int count, Call call) {
        try {
            for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
                call.run(index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long bytes, Runnable work) {
        long start = System.nanoTime();
        work.run();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        return bytes / (taken.toNanos() / 1e9);
    }

    private URI uri(String name) {
        return URI.create(container.getBlobContainerUrl() + "/" + name + "?" + sas);
    }

    private static void require(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + ", got " + actual);
        }
    }
}
