package io.github.batchbench.fake.protocol.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of this JVM, in the build's. */
final class FuzzFolder {
    private static final Path FOLDER = create();

    private FuzzFolder() {}

    /** A store for one input, alone in the folder. */
    static HostileBlobRequests requests() {
        return new HostileBlobRequests(FOLDER);
    }

    private static Path create() {
        try {
            return Files.createTempDirectory(Path.of(System.getProperty("jazzer.internal.basedir", "target")), "blobs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
