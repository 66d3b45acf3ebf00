package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.api.FakeAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fake and Azurite side by side, signatures checked by both: {@code .ci/storage-speed}. It reports; a machine's
 * speed is no reason to fail. The contents are compared.
 */
class StorageSpeedReport {
    private static final int ROUNDS = 5;
    private static final int FILE_SIZE = 300 << 20;

    @TempDir
    Path directory;

    /** Measures one thing of a storage, in bytes a second. */
    private interface Measure {
        double of(StorageSpeed storage) throws IOException;
    }

    @Test
    void theFakeAndAzuriteSideBySide() throws IOException {
        Path file = Files.write(directory.resolve("file"), randomBytes());
        Path target = directory.resolve("target");
        Map<String, Measure> measures = new LinkedHashMap<>();
        measures.put("put 4 KiB", storage -> storage.put(4 << 10, 2000));
        measures.put("get 4 KiB", storage -> storage.get(4 << 10, 2000));
        measures.put("put 1 MiB", storage -> storage.put(1 << 20, 200));
        measures.put("get 1 MiB", storage -> storage.get(1 << 20, 200));
        measures.put("upload 300 MB", storage -> storage.upload(file));
        measures.put("download 300 MB", storage -> storage.download(file, target));
        try (FakeAzure azure = FakeAzure.start();
                Azurite azurite = new Azurite()) {
            StorageSpeed fake = new StorageSpeed(new StorageBackend(
                    "fake", azure.blobEndpoint().toString(), azure.storageAccount(), azure.storageKey()));
            StorageSpeed other = new StorageSpeed(azurite.backend());
            System.out.printf("%-16s %12s %12s %8s   (MB/s, median of %d)%n", "", "fake", "Azurite", "ratio", ROUNDS);
            for (Map.Entry<String, Measure> measure : measures.entrySet()) {
                compare(measure.getKey(), measure.getValue(), fake, other);
            }
        }
    }

    /** In turns, so that both meet the same machine. */
    private static void compare(String name, Measure measure, StorageSpeed fake, StorageSpeed other)
            throws IOException {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        measure.of(fake);
        measure.of(other);
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = measure.of(fake);
            theirs[round] = measure.of(other);
        }
        double ratio = median(ours) / median(theirs);
        System.out.printf("%-16s %12.1f %12.1f %7.1fx%n", name, median(ours) / 1e6, median(theirs) / 1e6, ratio);
        assertThat(ratio).as("both did the work").isPositive();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[FILE_SIZE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
