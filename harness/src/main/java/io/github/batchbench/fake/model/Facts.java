package io.github.batchbench.fake.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the lists of facts that lie beside the classes. */
public final class Facts {
    private static final String FOLDER = "/io/github/batchbench/fake/";

    private Facts() {}

    /**
     * The lines of a list, without comments and empty ones.
     *
     * @param path below the package {@code fake}, for example {@code model/vm-sizes.txt}
     */
    public static List<String> lines(String path) {
        try (InputStream in = Facts.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
