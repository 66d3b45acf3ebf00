package io.github.batchbench.fake.protocol.batch.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the lists of facts that lie beside the classes. */
public final class Facts {
    private static final String FOLDER = "/io/github/batchbench/fake/protocol/batch/";

    private Facts() {}

    /** The lines of a list, without comments and empty ones. */
    public static List<String> lines(String name) {
        try (InputStream in = Facts.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + name);
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
