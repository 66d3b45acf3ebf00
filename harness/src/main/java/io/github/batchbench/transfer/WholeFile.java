package io.github.batchbench.transfer;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there when it is whole, so that nobody ever sees a half one. */
final class WholeFile {
    private WholeFile() {}

    /** Writes into the file that it is given. */
    @FunctionalInterface
    interface Writer<T, E extends Exception> {
        T write(Path part) throws IOException, E;
    }

    static <T, E extends Exception> T write(Path file, Writer<T, E> writer) throws IOException, E {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            T written = writer.write(part);
            move(part, file);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
