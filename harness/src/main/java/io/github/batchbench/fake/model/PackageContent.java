package io.github.batchbench.fake.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The zip file of an application package, wherever it lies. */
@FunctionalInterface
public interface PackageContent {
    /**
     * A new stream of its bytes, which the caller closes.
     *
     * @throws IOException if it is not there any more
     */
    InputStream open() throws IOException;

    /** A file, which must stay where it is. */
    static PackageContent of(Path zip) {
        return () -> Files.newInputStream(zip);
    }
}
